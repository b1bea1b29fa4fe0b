package detente

// Text is a document shown whole, with what was found in it. Parts and marks
// are ranges of bytes of Body. Parts are in order and do not overlap; marks
// may. What lies outside every part is shown too.
type Text struct {
	ID    string // of the document, for addresses on a page: "1"
	Title string
	Note  string
	Body  string
	Parts []Part
	Kinds []MarkKind
	Marks []Highlight // by Start
}

// PartForm says what a part of a text is.
type PartForm int

// The forms of parts.
const (
	Paragraph PartForm = iota
	Heading
	Entry    // of a list
	TableRow // of a table; HeadRow is its first
	HeadRow
	Aside // not part of what the document says, such as where it was taken from
)

// Part is a piece of a text that stands by itself.
type Part struct {
	Range
	Form  PartForm
	Label string  // "¶3"
	Level int     // of an entry, from 0
	Cells []Range // of a row
}

// Range is bytes of a text, from Start up to but not including End.
type Range struct{ Start, End int }

// MarkKind is a kind of highlights, with the sign that tells it in any colour.
type MarkKind struct {
	Name string // "goal"
	Sign string // "G"
}

// Highlight is a passage of a text in which something was found.
type Highlight struct {
	Range
	ID   string // of what was found: "W3"
	Kind string // name of one of the text's kinds
	Note string // "Russia"
}

// Sides sets quotes of several sources side by side, point by point.
type Sides struct {
	Title  string
	Sides  []string // names of the sources
	Points []Point
	Note   string
	Detail bool // shown only where everything is asked for
}

// Point is what sources say on one point.
type Point struct {
	ID     string // "C3"
	Sign   string // how they stand to each other: "=", "!"
	Text   string // what it is about
	Note   string // why they were set side by side
	Quotes []Cited
}

// Cited is a quote with its place.
type Cited struct {
	Side  int    // index of the source
	ID    string // of the highlight that shows it in its document; "" for none
	Place string // "1 ¶3"
	Text  string
}
