"""What comes in and goes out, for checking and for the OpenAPI document; a file a noun."""
