package chart_test

import (
	"fmt"
	"math"

	"detente"
)

// sample is a picture of each kind.
type sample struct {
	name  string
	block detente.Block
}

func samples() []sample {
	return []sample{
		{"scatter", plane()},
		{"parallel", parties()},
		{"bars", worth()},
		{"waterfall", giveAndGet()},
		{"matrix", stakes()},
		{"lines", rounds()},
		{"density", forecast()},
		{"intervals", powers()},
		{"states", states()},
		{"many-states", cube(5)},
		{"crossings", cube(6)},
		{"map", relations()},
	}
}

// plane is the utility plane of a small case: seven deals, no deal, the zone of
// agreement and four solutions, two of which are one deal.
func plane() *detente.Scatter {
	s := &detente.Scatter{
		Title: "Efficient deals and no deal",
		X:     detente.Axis{Name: "Russia", Unit: "utility", Max: 100},
		Y:     detente.Axis{Name: "United States", Unit: "utility", Max: 100},
		Rules: []detente.Rule2D{{At: 35, Vertical: true, Label: "no deal"}, {At: 52, Label: "no deal"}},
		Areas: []detente.Area2D{{Low: [2]float64{35, 52}, High: [2]float64{100, 100}, Label: "zone of possible agreement"}},
	}
	frontier := detente.Series{Label: "frontier of deals with consent"}
	for i, at := range [][2]float64{{38, 90}, {44, 88}, {55, 84}, {61, 78}, {66, 71}, {70, 62}, {72, 55}} {
		s.Points = append(s.Points, detente.Mark{X: at[0], Y: at[1], Label: fmt.Sprintf("D%d", i+1), Kind: "with consent"})
		frontier.X, frontier.Y = append(frontier.X, at[0]), append(frontier.Y, at[1])
	}
	for i, at := range [][2]float64{{80, 74}, {88, 70}, {93, 66}} {
		s.Points = append(s.Points, detente.Mark{X: at[0], Y: at[1], Label: fmt.Sprintf("D%d", i+8), Kind: "without consent"})
	}
	for i := range 60 {
		x, y := 36+float64(i*7%31), 40+float64(i*13%29)
		s.Points = append(s.Points, detente.Mark{X: x, Y: y, Kind: "package"})
	}
	s.Points = append(s.Points,
		detente.Mark{X: 61, Y: 78, Label: "Nash", Kind: "nash"},
		detente.Mark{X: 61, Y: 78, Label: "Kalai-Smorodinsky", Kind: "kalai-smorodinsky"},
		detente.Mark{X: 66, Y: 71, Label: "egalitarian", Kind: "egalitarian"},
		detente.Mark{X: 55, Y: 84, Label: "utilitarian", Kind: "utilitarian"},
		detente.Mark{X: 35, Y: 52, Label: "no deal", Kind: "no deal"})
	s.Paths = []detente.Series{frontier}
	return s
}

func parties() *detente.Scatter {
	axis := func(name string) detente.Axis { return detente.Axis{Name: name, Unit: "utility", Max: 100} }
	s := &detente.Scatter{Title: "Deals by what each party gets", X: axis("Russia"), Y: axis("United States"),
		More: []detente.Axis{axis("Ukraine"), axis("European leaders"), axis("Trump's voters")}}
	for i, at := range [][5]float64{{61, 78, 55, 60, 70}, {66, 71, 50, 52, 74}, {55, 84, 58, 66, 81}, {93, 66, 5, 12, 40}} {
		kind := "with consent"
		if i == 3 {
			kind = "without consent"
		}
		s.Points = append(s.Points, detente.Mark{X: at[0], Y: at[1], More: at[2:], Label: fmt.Sprintf("D%d", i+1), Kind: kind})
	}
	s.Points = append(s.Points, detente.Mark{X: 35, Y: 52, More: []float64{48, 45, 38}, Label: "no deal", Kind: "no deal"})
	return s
}

func worth() *detente.Bars {
	return &detente.Bars{Title: "What no deal is worth", Unit: "utility", Max: 100, Bars: []detente.Bar{
		{Label: "Russia", Value: 35, Low: 31, High: 39, Note: "worth of the no-deal outcome"},
		{Label: "United States", Value: 52, Low: 44, High: 61.5, Note: "worth of the no-deal outcome"},
		{Label: "European leaders and the North Atlantic allies", Value: 45, Note: "as the case states"},
		{Label: "Ukraine", Value: -4.25, Low: -12, High: 3},
	}}
}

func giveAndGet() *detente.Bars {
	b := &detente.Bars{Title: "Give and get in D1", Unit: "utility", Waterfall: true}
	rows := []struct {
		issue      string
		russia, us float64
	}{
		{"Who holds Donetsk, Luhansk, Zaporizhzhia and Kherson", 0, 0},
		{"The war meanwhile", -6, 32},
		{"What Washington recognises", 13, -0.4},
		{"American sanctions", 15, -8},
		{"Trade and investment", 1, 3.5},
		{"Nuclear arms and regional stability", 3, 10},
		{"links between issues", 0, -2.5},
	}
	for _, r := range rows {
		b.Bars = append(b.Bars, detente.Bar{Label: r.issue, Group: "Russia", Value: r.russia}, detente.Bar{Label: r.issue, Group: "United States", Value: r.us})
	}
	return b
}

func stakes() *detente.Matrix {
	none := detente.MatrixCell{Empty: true}
	w := func(weight float64, text string) detente.MatrixCell {
		return detente.MatrixCell{Weight: weight, Text: text}
	}
	t := func(text string) detente.MatrixCell { return detente.MatrixCell{Text: text} }
	return &detente.Matrix{
		Title:   "Weight of each issue (of 100) and what the party wants there",
		Columns: []string{"Russia", "United States", "Ukraine", "European leaders", "between signatories"},
		Rows: []string{"Who holds Donetsk, Luhansk, Zaporizhzhia and Kherson", "The war meanwhile", "American sanctions",
			"Trade and investment", "Nuclear arms and regional stability", "Western arms for Ukraine"},
		Cells: [][]detente.MatrixCell{
			{w(35, "Russia has all four"), w(10, "Russia leaves"), t("1. not territory=all-four"), t("1. not territory=all-four"), t("trade")},
			{none, w(32, "ceasefire"), t("4. fire=ceasefire"), t("4. fire=ceasefire"), t("one")},
			{w(15, "lifted"), w(8.2, "full"), t("6. sanctions=full"), none, t("clash")},
			{w(1, "terms"), w(15, "terms"), none, none, t("common")},
			{w(3, "treaty"), w(10, "treaty"), none, none, t("common")},
			{w(8, "none"), w(5, "arms"), t("3. not arms=none"), t("3. not arms=none"), t("clash")},
		},
		Note: "Weights are swing weights: comparable within a party, not across parties.",
	}
}

func rounds() *detente.Lines {
	b := &detente.Lines{Title: "Positions by round: who holds the four regions", SizeName: "influence",
		X: detente.Axis{Name: "round", Max: 4}, Y: detente.Axis{Name: "position", Unit: "% Russian", Max: 100}}
	for i, name := range []string{"Russia", "United States", "Ukraine", "European leaders", "Trump's voters"} {
		s := detente.Series{Label: name}
		from := []float64{100, 75, 0, 10, 72}[i]
		for r := range 5 {
			s.X = append(s.X, float64(r))
			s.Y = append(s.Y, from+(68-from)*(1-math.Pow(0.75, float64(r))))
			s.Size = append(s.Size, []float64{80, 88, 50, 40, 12}[i])
		}
		b.Series = append(b.Series, s)
	}
	return b
}

func forecast() *detente.Density {
	d := &detente.Density{Title: "Who holds the four regions: forecast", X: detente.Axis{Name: "position", Unit: "% Russian", Max: 100},
		Intervals: []detente.Span{{Label: "80 %", Low: 31, High: 100}, {Label: "50 %", Low: 51, High: 91}},
		Marks:     []detente.Mark{{X: 71, Label: "forecast"}, {X: 75, Label: "line as it is", Kind: "no deal"}}}
	for x := 0.0; x <= 100; x += 2 {
		d.At, d.Mass = append(d.At, x), append(d.Mass, math.Exp(-(x-71)*(x-71)/1800))
	}
	return d
}

func powers() *detente.Intervals {
	return &detente.Intervals{Title: "Shapley-Shubik index", X: detente.Axis{Name: "share of power", Unit: "%"}, Rows: []detente.Bar{
		{Label: "Russia", Value: 42, Low: 35, High: 51},
		{Label: "United States", Value: 38, Low: 30, High: 44},
		{Label: "Ukraine", Value: 14, Low: 9, High: 20, Note: "only where it must consent"},
		{Label: "European leaders", Value: 6},
	}}
}

func states() *detente.Graph {
	return &detente.Graph{Title: "The conflict after deal D1",
		Nodes: []detente.Node{
			{ID: "s1", Label: "as signed", Kind: "start"}, {ID: "s2", Label: "Russia attacks again"},
			{ID: "s3", Label: "sanctions return"}, {ID: "s4", Label: "war and sanctions", Kind: "equilibrium"},
			{ID: "s5", Label: "war, sanctions, more arms", Kind: "equilibrium"}, {ID: "s6", Label: "more arms"},
		},
		Edges: []detente.Edge{
			{From: "s1", To: "s2", Label: "Russia", Kind: "breach"}, {From: "s2", To: "s1", Label: "Russia"},
			{From: "s1", To: "s3", Label: "United States", Kind: "breach"}, {From: "s2", To: "s4", Label: "United States", Kind: "answer"},
			{From: "s3", To: "s4", Label: "Russia", Kind: "answer"}, {From: "s4", To: "s5", Label: "European leaders"}, {From: "s5", To: "s4", Label: "European leaders"},
			{From: "s1", To: "s6", Label: "European leaders"}, {From: "s6", To: "s5", Label: "Russia", Kind: "answer"}, {From: "s5", To: "s1", Label: "Russia"},
		},
	}
}

// cube is the graph of n yes/no options, each moved by one of three parties.
func cube(n int) *detente.Graph {
	g := &detente.Graph{Title: fmt.Sprintf("The states of %d options", n)}
	for s := range 1 << n {
		g.Nodes = append(g.Nodes, detente.Node{ID: fmt.Sprintf("s%d", s+1), Label: fmt.Sprintf("options taken: %0*b", n, s)})
		for bit := range n {
			g.Edges = append(g.Edges, detente.Edge{From: fmt.Sprintf("s%d", s+1), To: fmt.Sprintf("s%d", (s^1<<bit)+1), Label: []string{"Russia", "United States", "Ukraine"}[bit%3]})
		}
	}
	g.Nodes[0].Kind = "start"
	return g
}

func relations() *detente.Graph {
	g := &detente.Graph{Title: "Who stands how to whom", Map: true}
	for _, n := range [][3]string{{"russia", "Russia", "signatory"}, {"us", "United States", "signatory"}, {"ukraine", "Ukraine", "can block"},
		{"europe", "European leaders", "can block"}, {"base", "Trump's voters", "affected"}, {"china", "China", "affected"}} {
		g.Nodes = append(g.Nodes, detente.Node{ID: n[0], Label: n[1], Kind: n[2]})
	}
	for _, e := range [][3]string{{"russia", "ukraine", "negative"}, {"ukraine", "russia", "negative"}, {"europe", "ukraine", "positive"},
		{"us", "europe", "neutral"}, {"europe", "us", "positive"}, {"base", "us", "positive"}, {"china", "russia", "positive"}, {"russia", "china", "positive"}, {"europe", "russia", "negative"}} {
		g.Edges = append(g.Edges, detente.Edge{From: e[0], To: e[1], Kind: e[2]})
	}
	return g
}
