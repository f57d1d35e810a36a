// Whether the desk or the chat lies over the circle instead of beside it. The same width as in panel.css and layout.css.

export const panelCoversTheCircle = (): boolean => matchMedia("(max-width: 59.99em)").matches;
