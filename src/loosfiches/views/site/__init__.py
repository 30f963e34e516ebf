"""Documents -> the web site: its pages, what machines read of it, what is kept from one build to the next."""
