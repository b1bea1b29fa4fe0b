package detente

// Status says whether a method could answer.
type Status string

const (
	OK            Status = "ok"
	NotApplicable Status = "not-applicable" // Needs says which inputs are missing
)

// Result is the answer of one method to one case. Renderers know Result and no
// method.
type Result struct {
	Method      string // "bargain/nash"
	Title       string
	Status      Status
	Needs       []string // paths of missing inputs, where not applicable
	Answer      string   // plain sentences that a minister could read
	Detail      bool     // the answer is no part of the summary of a whole run
	Blocks      []Block
	Sources     []string     // papers and equations of the method
	Definitions []string     // what each number means: disagreement point, ideal point, ties, tolerance
	Assumptions []string     // what the method took for granted, beyond the case's own
	Evidence    []EvidenceID // quotes the answer rests on
	Label       Label        // join of all it read
	Warnings    []Diagnostic
	Provenance  Provenance
	Data        any // the method's documented JSON
}

// Provenance says how an answer can be had again.
type Provenance struct {
	Method  string `json:"method"`
	Version string `json:"version"`
	Case    string `json:"case"` // SHA-256 of the case file, or of its visible part
	Seed    uint64 `json:"seed"`
}

// Add appends blocks.
func (r *Result) Add(blocks ...Block) { r.Blocks = append(r.Blocks, blocks...) }

// Assume records what the method took for granted, once.
func (r *Result) Assume(text string) {
	for _, a := range r.Assumptions {
		if a == text {
			return
		}
	}
	r.Assumptions = append(r.Assumptions, text)
}

// Block is a piece of an answer. The set is closed: Prose, List, Table, Matrix,
// Bars, Scatter, Lines, Density, Intervals, Graph, Text, Sides.
type Block interface{ block() }

func (*Prose) block()     {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Matrix) block()    {}
func (*Bars) block()      {}
func (*Scatter) block()   {}
func (*Lines) block()     {}
func (*Density) block()   {}
func (*Intervals) block() {}
func (*Graph) block()     {}
func (*Text) block()      {}
func (*Sides) block()     {}

// Prose is a paragraph.
type Prose struct{ Text string }

// List is a titled list.
type List struct {
	Title  string
	Items  []Item
	Detail bool // shown only where everything is asked for
}

// Item is one entry of a list. ID names a finding ("A3"), empty where it has
// none.
type Item struct {
	ID   string
	Text string
}

// Table is rows of cells under named columns.
type Table struct {
	Title   string
	Columns []Column
	Rows    [][]Cell
	Note    string
	Detail  bool // shown only where everything is asked for
}

// Column heads a table's cells. Wide columns give way first when the page is
// narrow.
type Column struct {
	Name  string
	Right bool // numbers stand to the right
	Wide  bool // text that may wrap
}

// Cell is one entry of a table: text, or a number with the text that shows it.
type Cell struct {
	Text   string
	Number float64
	IsNum  bool
}

// Txt returns a cell of text.
func Txt(s string) Cell { return Cell{Text: s} }

// Num returns a cell that shows a number at most to two decimals.
func Num(x float64) Cell { return Cell{Text: FormatShort(x), Number: x, IsNum: true} }

// Matrix shows who cares about what: a weight and a direction in each cell.
type Matrix struct {
	Title   string
	Rows    []string // issues
	Columns []string // parties
	Cells   [][]MatrixCell
	Note    string
}

// MatrixCell is what one row means to one column.
type MatrixCell struct {
	Weight float64 // 0 to 100; area
	Text   string  // what it wants, in a word or two
	Empty  bool    // it has no stake here
}

// Bars are labelled amounts, with an interval where Low < High.
type Bars struct {
	Title string
	Unit  string
	Max   float64 // end of the axis; 0: the largest amount
	// Waterfall is true where the amounts of a group are steps that add up, such
	// as what a party gives and gets: each starts where the one before ended.
	Waterfall bool
	Bars      []Bar
}

// Bar is one amount. Bars of one Group are read together, side by side with the
// bars of the same labels in other groups; "" where there are no groups.
type Bar struct {
	Label     string
	Group     string
	Value     float64
	Low, High float64
	Note      string
}

// Axis names a direction of a plot and its ends.
type Axis struct {
	Name     string
	Unit     string
	Min, Max float64
}

// Scatter is points in a plane, such as packages by the utilities of two
// parties; with More, points by the utilities of three or more.
type Scatter struct {
	Title  string
	X, Y   Axis
	More   []Axis // directions after X and Y
	Points []Mark
	Rules  []Rule2D
	Paths  []Series // lines through the plane, such as a frontier
	Areas  []Area2D // parts of the plane, such as the zone of possible agreement
}

// Mark is one point of a scatter.
type Mark struct {
	X, Y  float64
	More  []float64 // its places on the scatter's directions after X and Y
	Label string    // "D1"; may be empty
	Kind  string    // what it is, for shape and legend: "frontier", "nash", ...
}

// Rule2D is a line across a plot: at x, or at y where Vertical is false.
type Rule2D struct {
	At       float64
	Vertical bool
	Label    string
}

// Area2D is a rectangle of a plot with a name.
type Area2D struct {
	Low, High [2]float64 // its corners, as x and y
	Label     string
}

// Lines are series over a common axis.
type Lines struct {
	Title    string
	X, Y     Axis
	Series   []Series
	SizeName string // what the series' sizes measure: "influence"
}

// Series is one line; X ascends.
type Series struct {
	Label string
	X, Y  []float64
	Size  []float64 // area of each point, where given
}

// Density is a distribution with marked intervals.
type Density struct {
	Title     string
	X         Axis
	At        []float64 // ascending
	Mass      []float64 // height at each place
	Intervals []Span
	Marks     []Mark
}

// Span is an interval with a name: "80 %".
type Span struct {
	Label     string
	Low, High float64
}

// Intervals are labelled ranges on one axis.
type Intervals struct {
	Title string
	X     Axis
	Rows  []Bar
}

// Graph is nodes and directed edges: states and the moves between them, or,
// where Map is true, parties and how they stand to each other.
type Graph struct {
	Title string
	Map   bool
	Nodes []Node
	Edges []Edge
}

// Node is a state or a party.
type Node struct {
	ID, Label string
	Kind      string // for shape and legend
}

// Edge leads from one node to another.
type Edge struct {
	From, To string
	Label    string
	Kind     string
}
