"""The application as a WSGI server sees it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grapevine.config.settings")
application = get_wsgi_application()

# A full look for garbage walks over a quarter of a million objects that stay as long as the process: for a fifth of a
# second, in one of a dozen openings of the week's plan. What is there at the start is left out of it for good, and new
# objects are looked through after fifty thousand of them instead of seven hundred. Loops of garbage are rare here, and
# what stands in no loop goes at once as ever.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
