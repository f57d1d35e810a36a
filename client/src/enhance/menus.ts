// Help now and the person's menu are <details>: they open without script. Script closes them on Escape, on a click
// elsewhere and by a button, and gives the focus back to where it was.

const MENUS = "details.menu, details.help";

export const openMenus = (): HTMLDetailsElement[] =>
  [...document.querySelectorAll<HTMLDetailsElement>(MENUS)].filter((menu) => menu.open);

export function closeOnOutside(): void {
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = openMenus().at(-1);
    if (!menu) return;
    event.preventDefault();
    close(menu);
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>("details [data-close]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const menu = button.closest<HTMLDetailsElement>(MENUS);
      if (menu) close(menu);
    });
  }
}

function close(menu: HTMLDetailsElement): void {
  menu.open = false;
  menu.querySelector<HTMLElement>(":scope > summary")?.focus();
}
