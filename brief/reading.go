package brief

import (
	"detente/source"
)

// reading is the work on one document. It is thrown away when the document's
// statements have been taken from it.
type reading struct {
	lex       *Lexicon
	doc       *source.Document
	tokens    []token
	sentences []sentence
	heads     []span          // of each block: tokens of its head, empty where it has none
	inner     map[string]bool // words capitalised inside a sentence, in lower case
	outer     map[string]bool // words written in lower case somewhere
	entities  []entity
	ofState   map[int]int
	nicknames map[string]int // "the buyer": learnt from heads
	focus     focus
	doers     map[int]int // the subject of each finite main verb, by token
	author    int         // who says "we" or "I" outside quotations, -1 for nobody
	interview bool        // only in answers
	recent    []int       // entities in the order in which they came into focus
	found     []finding
	items     []listItem
}

// focus is what pronouns and common nouns may refer to.
type focus struct {
	person, thing, group int  // entities last spoken of, -1 for none
	last                 int  // the last of them
	speaker              int  // whose words are quoted, -1 for nobody's
	quoting              bool // a quotation that opened in an earlier sentence goes on
	section              int  // the party that the section is about, -1 for none
	kind                 Kind
	headless             int    // the party of a label whose text may start with its verb, -1 for none
	listing              bool   // "Two things." stood before: the fragments after it answer too
	answers              bool   // the section answers a question or has a run-in head
	nickname             string // head of the section that waits for its party
}

// readDocument finds the parties and statements of one document.
func readDocument(doc *source.Document, lex *Lexicon) (*reading, error) {
	r := &reading{
		lex: lex, doc: doc, inner: map[string]bool{}, outer: map[string]bool{}, ofState: map[int]int{}, doers: map[int]int{}, nicknames: map[string]int{},
		focus: focus{person: -1, thing: -1, group: -1, last: -1, speaker: -1, section: -1, headless: -1},
	}
	r.cut()
	r.noteCapitals()
	if err := r.tagAll(); err != nil {
		return nil, err
	}
	r.findNames()
	r.findAuthor()
	r.readBlocks()
	return r, nil
}

// cut makes tokens and sentences of the document's blocks.
func (r *reading) cut() {
	r.tokens = make([]token, 0, r.doc.Words*5/4+16)
	r.heads = make([]span, len(r.doc.Blocks))
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		from := len(r.tokens)
		switch b.Kind {
		case source.Metadata:
			continue
		case source.Grid:
			for _, row := range append([][]source.Span{b.Table.Header}, b.Table.Rows...) {
				for _, c := range row {
					from := len(r.tokens)
					r.tokens = tokenize(r.tokens, r.doc.Text, c.Start, c.End)
					r.split(from, len(r.tokens), i)
				}
			}
			continue
		}
		body := b.Span
		if !b.Head.Empty() {
			r.tokens = tokenize(r.tokens, r.doc.Text, b.Head.Start, b.Head.End)
			r.heads[i] = span{from, len(r.tokens)}
			r.split(from, len(r.tokens), i)
			body = b.Body(r.doc.Text)
			from = len(r.tokens)
		}
		r.tokens = tokenize(r.tokens, r.doc.Text, body.Start, body.End)
		r.split(from, len(r.tokens), i)
	}
}

// noteCapitals notes which words have capitals inside sentences and which occur
// in lower case, so that the first word of a sentence can be judged.
func (r *reading) noteCapitals() {
	for k := range r.sentences {
		s := r.sentences[k]
		heading := r.inHeading(k)
		for i := s.from; i < s.to; i++ {
			switch t := &r.tokens[i]; {
			case !t.isWord():
			case t.text == t.lower:
				r.outer[t.lower] = true
			case !heading && !r.startsSentence(s, i) && t.capital():
				r.inner[t.lower] = true
			}
		}
	}
}

func (r *reading) isHeading(block int) bool {
	k := r.doc.Blocks[block].Kind
	return k == source.Heading || k == source.Question || k == source.Grid
}

// start and end are bytes of the document for a range of tokens.
func (r *reading) bytes(s span) (start, end int) {
	return r.tokens[s.from].start, r.tokens[s.to-1].end
}

// stems returns the stems of the words of a range of tokens that carry meaning.
func (r *reading) stems(s span) []string {
	var out []string
	for i := s.from; i < s.to; i++ {
		if t := &r.tokens[i]; t.isWord() && len(t.lower) > 1 && !isStopWord(t.lower) {
			out = append(out, stem(t.lower))
		}
	}
	return out
}

// isStopWord knows words that say nothing about a topic.
func isStopWord(lower string) bool {
	switch lower {
	case "the", "a", "an", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "is", "are", "was", "were", "be", "been",
		"being", "has", "have", "had", "do", "does", "did", "it", "its", "he", "his", "him", "she", "her", "they", "their", "them", "that", "this", "these", "those",
		"which", "who", "whom", "what", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "not", "no", "nor", "so", "if", "than", "then",
		"there", "also", "more", "most", "some", "any", "all", "each", "both", "into", "over", "about", "up", "out", "off", "after", "before", "while", "when", "where",
		"such", "said", "says", "say", "itself", "himself", "themselves", "own", "only", "very", "just", "even", "still", "yet", "'s", "we", "our", "us", "you", "i":
		return true
	}
	return false
}
