/** Characters of what is typed into a search field. */
export const queryMaxCharacters = 200
/** Words and phrases of one set of synonyms. */
export const synonymsMax = 20
export const synonymMaxCharacters = 60
