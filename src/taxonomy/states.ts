/** open: anybody may sell there; special: stores with an authorization; closed: nobody. */
export const categoryStates = ['open', 'special', 'closed'] as const
export type CategoryState = (typeof categoryStates)[number]

/** The axes in which variants of one product may differ. */
export const axes = ['color', 'size'] as const
export type Axis = (typeof axes)[number]

/** How an attribute's value is given: one of its values, several of them, a number in its unit, words, or yes and no. */
export const attributeKinds = ['choice', 'choices', 'number', 'text', 'yes_no'] as const
export type AttributeKind = (typeof attributeKinds)[number]
