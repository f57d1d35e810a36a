// The parts of a tab that can give a place away: title, icon, address. Changed for the neutral page, and put back.

const NEUTRAL_ICON = "/assets/away.svg";

/** Returns what puts everything back. */
export function neutralise(title: string, address: string): () => void {
  const before = { title: document.title, address: location.href };
  const icon = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
  const iconBefore = icon?.href;
  document.title = title;
  if (icon) icon.href = NEUTRAL_ICON;
  // A reload now opens the neutral page and not this one; the entry in the tab's history says nothing either.
  history.replaceState(null, "", address);
  return () => {
    document.title = before.title;
    if (icon && iconBefore !== undefined) icon.href = iconBefore;
    history.replaceState(null, "", before.address);
  };
}
