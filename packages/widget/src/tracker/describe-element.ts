/** What marks an element, and all that is in it, as not to be tracked. */
export const IGNORE = 'data-analytics-ignore'

/** What people mean when they hit the icon or the text inside. */
const INTERACTIVE = 'a,button,summary,[role=button]'
const MAX_LENGTH = 200

/**
 * The element that an event is about: what was hit, or the button or link around it.
 * @returns null where there is none or where the page asked not to be tracked
 */
export function findElement(event: Event): Element | null {
  // Unlike `target`, the path sees into open shadow roots.
  const path = event.composedPath().filter((node) => node instanceof Element)
  if (path.some((element) => element.hasAttribute(IGNORE))) return null
  return path.find((element) => element.matches(INTERACTIVE)) ?? path[0] ?? null
}

/** `TAG#id.class1.class2`, cut to 200 characters. */
export function describeElement(element: Element): string {
  // The attribute, because a form's `id` may be one of its fields.
  const id = element.getAttribute('id')
  return [element.tagName.toUpperCase() + (id ? `#${id}` : ''), ...element.classList].join('.').slice(0, MAX_LENGTH)
}
