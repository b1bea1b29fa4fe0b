package brief

// Kind says what a statement tells about a party.
type Kind string

// The kinds of statements.
const (
	Goal        Kind = "goal"        // an outcome it wants or rejects, red lines included
	Strategy    Kind = "strategy"    // what it does or offers to get there
	Constraint  Kind = "constraint"  // what narrows its room
	Concern     Kind = "concern"     // what it fears or complains of
	Leverage    Kind = "leverage"    // what gives it power over the others
	Expectation Kind = "expectation" // what it predicts, promises or could live with
)

// Kinds lists the kinds of statements in the order in which they are shown.
var Kinds = []Kind{Goal, Strategy, Constraint, Concern, Leverage, Expectation}

// PartyKind says what a party is.
type PartyKind string

// The kinds of parties.
const (
	StateParty   PartyKind = "state"
	Leader       PartyKind = "leader"
	Bloc         PartyKind = "bloc"
	Organisation PartyKind = "organisation"
	Group        PartyKind = "group"
)

// Brief is what documents say about a negotiation. Lists are in the order in
// which the documents were given and in which things stand in them.
type Brief struct {
	Documents   []Document   `json:"documents"`
	Parties     []Party      `json:"parties"`
	Statements  []Statement  `json:"statements"`
	Outcomes    []Outcome    `json:"outcomes"`
	ListItems   []ListItem   `json:"list_items"`
	Tables      []Table      `json:"tables"`
	Comparisons []Comparison `json:"comparisons"`
	Movements   []Movement   `json:"movements"`
	Questions   []Question   `json:"questions"`
}

// Document is one of the documents read.
type Document struct {
	ID        string `json:"id"`
	Path      string `json:"path"`
	Title     string `json:"title"`
	Published string `json:"published"`
	SHA256    string `json:"sha256"` // of the text that offsets point into
	Words     int    `json:"words"`
}

// Quote is a piece of a document: Text is exactly the bytes from Start to End of
// its text.
type Quote struct {
	Document  string `json:"document"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	Paragraph int    `json:"paragraph"`
	Page      int    `json:"page,omitempty"`
}

// Party is somebody with a say or a stake.
type Party struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Aliases  []string  `json:"aliases"`
	Kind     PartyKind `json:"kind"`
	Role     Role      `json:"role"`
	Of       string    `json:"of,omitempty"` // the party it speaks for
	Mentions []Mention `json:"mentions"`
}

// Role says what part a party plays.
type Role string

// The roles of parties.
const (
	Negotiator Role = "negotiator"
	Affected   Role = "affected" // can block, ratify, mediate, or has a stake
)

// Mention is a place where a document speaks of a party.
type Mention struct {
	Document string `json:"document"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
}

// Statement is one thing a document says about a party.
type Statement struct {
	ID      string `json:"id"`
	Party   string `json:"party"`
	Kind    Kind   `json:"kind"`
	Topic   string `json:"topic"`
	Text    string `json:"text"` // the quote without line breaks and marks
	Hedged  bool   `json:"hedged"`
	Negated bool   `json:"negated"` // the party says no to what it speaks of
	Date    string `json:"date,omitempty"`
	Quote   Quote  `json:"quote"`
}

// Outcome is something that could be agreed.
type Outcome struct {
	Topic   string `json:"topic"`
	Outcome string `json:"outcome"`
	Party   string `json:"party,omitempty"` // who offers it or could live with it
	Quote   Quote  `json:"quote"`
}

// ListItem is an item of a list, as the document has it.
type ListItem struct {
	Document string `json:"document"`
	Heading  string `json:"heading"`
	Label    string `json:"label"`
	Text     string `json:"text"`
	Quote    Quote  `json:"quote"`
}

// Table is a table, as the document has it.
type Table struct {
	Document string     `json:"document"`
	Heading  string     `json:"heading"`
	Header   []string   `json:"header"`
	Rows     [][]string `json:"rows"`
	Quote    Quote      `json:"quote"`
}

// ComparisonKind says how documents stand to each other on a point.
type ComparisonKind string

// The kinds of comparisons.
const (
	Agrees      ComparisonKind = "agree"      // both say it
	Contradicts ComparisonKind = "contradict" // they cannot both be right
	Alone       ComparisonKind = "only"       // one says it, the others are silent
	Emphasis    ComparisonKind = "emphasis"   // they give it very different room
)

// Comparison sets documents side by side.
type Comparison struct {
	ID     string         `json:"id"`
	Kind   ComparisonKind `json:"kind"`
	Claim  string         `json:"claim"`
	Why    string         `json:"why"` // the rule that found it
	Party  string         `json:"party,omitempty"`
	Topic  string         `json:"topic,omitempty"`
	Score  float64        `json:"score"` // of an agreement: how alike the quotes are, 0 to 1
	Shares []Share        `json:"shares,omitempty"`
	Quotes []Quote        `json:"quotes"`
}

// Share is how much of what a document says is about a topic, in percent.
type Share struct {
	Document string  `json:"document"`
	Percent  float64 `json:"percent"`
}

// Movement is how a party's position moved between dated documents.
type Movement struct {
	Party  string  `json:"party"`
	Topic  string  `json:"topic"`
	Claim  string  `json:"claim"`
	Quotes []Quote `json:"quotes"` // oldest first
}

// Question is something no document answers.
type Question struct {
	ID    string `json:"id"`
	Party string `json:"party,omitempty"`
	Topic string `json:"topic,omitempty"`
	Text  string `json:"text"`
}
