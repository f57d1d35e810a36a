// Makes the pages smoother. Everything here already works without it: links, forms, <details>.

import { closeOnOutside, openMenus } from "../enhance/menus.ts";
import { hidePage, hidesByKey } from "../enhance/hide.ts";
import { sendOnce, showProblems } from "../enhance/forms.ts";

closeOnOutside();
hidePage();
hidesByKey(() => openMenus().length > 0);
sendOnce();
showProblems();
