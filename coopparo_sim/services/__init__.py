"""The services a cooperative can offer: what they cost, which needs they meet, where they reach."""
