/* The chat page: the element full size. Without this module the page shows its plain form. */

import "./element.js";
