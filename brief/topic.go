package brief

import (
	"fmt"
	"strings"

	"github.com/kljensen/snowball/english"
)

// topic is something negotiations are about.
type topic struct {
	name   string
	hidden bool // only for comparisons
}

// isEmptyNoun knows nouns that name no topic.
func isEmptyNoun(lower string) bool {
	if n := strings.TrimSuffix(lower, "s"); len(n) > 3 {
		lower = n
	}
	switch lower {
	case "way", "ways", "thing", "something", "anything", "nothing", "everything", "part", "end", "matter", "day", "week", "month", "year", "hour", "time", "side", "place", "kind", "sort",
		"lot", "number", "case", "fact", "term", "other", "people", "course", "view", "point", "bit", "turn", "moment", "percent", "euro", "dollar", "pound", "crown", "million", "billion",
		"one", "ones", "rest", "half", "third", "quarter", "tenth", "summer", "autumn", "winter", "spring", "morning", "night", "evening", "man", "men", "word", "hand", "need", "use",
		"start", "step", "move", "effort", "attempt", "chance", "return", "exchange", "favour", "favor", "front", "account", "reason", "result", "example", "instance", "idea", "question":
		return true
	}
	return false
}

// topic reads one line of topics.txt.
func (p *lexiconReader) topic(line string) {
	line, _, _ = strings.Cut(line, "#")
	name, words, found := strings.Cut(line, ":")
	if name = strings.TrimSpace(name); !found || name == "" {
		if strings.TrimSpace(line) != "" {
			p.complain(fmt.Sprintf("%q names no topic", strings.TrimSpace(line)), "a line is a topic, a colon and its words: by-catch: discards undersized_fish")
		}
		return
	}
	name, hidden := strings.CutPrefix(name, "~")
	at := -1
	for i := range p.l.topics {
		if p.l.topics[i].name == name && p.l.topics[i].hidden == hidden {
			at = i
		}
	}
	if at < 0 {
		p.l.topics = append(p.l.topics, topic{name, hidden})
		at = len(p.l.topics) - 1
	}
	for w := range strings.FieldsSeq(words) {
		stems := stemPhrase(w)
		to := p.l.themes
		if strings.Contains(stems, " ") {
			to = p.l.joined
		}
		if n := len(to[stems]); n == 0 || to[stems][n-1] != at {
			to[stems] = append(to[stems][:n:n], at)
		}
	}
}

// stemPhrase stems the words of a phrase joined with "_".
func stemPhrase(w string) string {
	parts := strings.Split(strings.ToLower(w), "_")
	for i := range parts {
		parts[i] = stem(parts[i])
	}
	return strings.Join(parts, " ")
}

// stem reduces an English word, in lower case, to its stem (Porter 2).
func stem(lower string) string { return english.Stem(lower, true) }

// topicsOf returns how much a text of stems speaks of each topic, by index of
// the topic. A phrase counts double.
func (l *Lexicon) topicsOf(stems []string) map[int]float64 {
	weights := map[int]float64{}
	for i, s := range stems {
		shown := 0
		for _, t := range l.themes[s] {
			if !l.topics[t].hidden {
				shown++
			}
		}
		for _, t := range l.themes[s] {
			if l.topics[t].hidden {
				weights[t]++
			} else {
				weights[t] += 1 / float64(shown)
			}
		}
		if i+1 < len(stems) {
			for _, t := range l.joined[s+" "+stems[i+1]] {
				weights[t] += 2
			}
			if i+2 < len(stems) {
				for _, t := range l.joined[s+" "+stems[i+1]+" "+stems[i+2]] {
					weights[t] += 2
				}
			}
		}
	}
	return weights
}

// concept is the hidden topic that a word stands under, or the word itself: team,
// delegation and delegates count the same thing.
func (l *Lexicon) concept(stem string) string {
	for _, t := range l.themes[stem] {
		if l.topics[t].hidden {
			return "~" + l.topics[t].name
		}
	}
	return stem
}

// mainTopic names the topic that a text of stems speaks of most, or "". Of
// equals the one listed first wins.
func (l *Lexicon) mainTopic(stems []string) string {
	best, most := -1, 0.0
	weights := l.topicsOf(stems)
	for t := range l.topics {
		if w := weights[t]; w > most+1e-9 && !l.topics[t].hidden {
			best, most = t, w
		}
	}
	if best < 0 {
		return ""
	}
	return l.topics[best].name
}
