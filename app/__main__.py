"""`python -m app` is the command line."""

from .cli.main import main

raise SystemExit(main())
