"""What an article's dependency trees show: who said what."""
