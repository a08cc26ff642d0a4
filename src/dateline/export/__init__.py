"""What an extraction becomes for people and programs that are not dateline."""
