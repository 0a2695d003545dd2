"""Drafts whose reading nobody would dispute."""

SALE = "Hello everyone! Use code FRIENDS10 for 10% off in my shop, only until Sunday. Order here: https://a.example"
GIFT = "We have far too many plums. Come by and take some home, as many as you can carry."
MIXED_UP = (
    "🎉🎉 Dinner was lovely, thank you 👨‍👩‍👧‍👦! Use code FRIENDS10 for 10% off in my shop, only until Sunday 🕯️. "
    "Cafe\u0301 at ours next week. Order here: https://a.example"
)
