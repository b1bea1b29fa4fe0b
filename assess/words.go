package assess

import "strings"

// list joins words with commas and a final "and".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// agree chooses the verb that fits some names.
func agree(names []string, one, many string) string {
	if len(names) == 1 {
		return one
	}
	return many
}
