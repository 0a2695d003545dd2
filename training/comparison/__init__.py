"""Recipes side by side: which reads the act, and what each costs."""
