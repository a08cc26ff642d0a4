"""Gold records: what a careful reader gets out of an article, in the product's own types."""

from dateline.evaluation.gold import GoldArticle, load_gold

__all__ = ["GoldArticle", "load_gold"]
