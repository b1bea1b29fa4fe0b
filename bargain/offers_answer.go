package bargain

import (
	"context"
	"fmt"
	"math"
	"slices"

	"detente"
)

// OfferGame is what two signatories agree on if they make offers in turn and
// delay costs them.
type OfferGame struct {
	p      *Problem
	Costs  [2]float64 // percent of a gain that a period costs, by signatory
	Offers []Offer    // when the first opens, and when the second does
}

// Offer is an offer that is accepted at once: a lottery over two deals, or one
// deal.
type Offer struct {
	Opens int // which of the two signatories
	Gains [2]float64
	Deals []Deal    // one, or two
	Odds  []float64 // of each
}

// FindOffers returns the subgame perfect equilibrium of alternating offers
// without end over lotteries of the packages with consent that leave neither
// signatory below no deal. It needs two signatories with numbers and what a
// period of delay costs each.
//
// Rubinstein (1982), Econometrica 50(1), 97-109, on the convex hull of gains.
func FindOffers(ctx context.Context, p *Problem) (*OfferGame, error) {
	if len(p.signers) != 2 {
		return nil, &detente.MissingError{Paths: []string{"signed_by"}}
	}
	g := &OfferGame{p: p}
	var missing missing
	for i, k := range p.signers {
		party := &p.c.Parties[p.scores[k].party]
		if party.CostOfDelay == nil {
			missing.add("parties." + string(party.ID) + ".cost_of_delay")
			continue
		}
		g.Costs[i] = party.CostOfDelay.Middle()
	}
	if err := missing.err(); err != nil {
		return nil, err
	}
	field, err := p.gainful(ctx)
	if err != nil {
		return nil, err
	}
	f, err := FindFrontier(ctx, p)
	if err != nil {
		return nil, err
	}
	if points := field.points[consentedLevel]; len(points) > 0 && g.Costs != [2]float64{} {
		g.play(f, points)
	}
	return g, nil
}

// play finds the offers of either opening.
func (g *OfferGame) play(f *Frontier, points []*point) {
	var gains, turned [][2]float64
	for _, pt := range points {
		gains = append(gains, [2]float64{pt.value[0], pt.value[1]})
		turned = append(turned, [2]float64{pt.value[1], pt.value[0]})
	}
	d1, d2 := 1-g.Costs[0]/100, 1-g.Costs[1]/100
	hull := NewHull(gains)
	points = slices.DeleteFunc(slices.Clone(points), func(pt *point) bool {
		_, corner := slices.BinarySearch(hull.X, pt.value[0])
		return !corner
	})
	x, y := hull.Offers(d1, d2, 0)
	g.Offers = append(g.Offers, g.offer(f, points, 0, [2]float64{x, y}))
	y, x = NewHull(turned).Offers(d2, d1, 0)
	g.Offers = append(g.Offers, g.offer(f, points, 1, [2]float64{x, y}))
}

// offer finds the deals whose lottery gives some gains: the corners of the hull
// to either side.
func (g *OfferGame) offer(f *Frontier, points []*point, opens int, gains [2]float64) Offer {
	o := Offer{Opens: opens, Gains: gains}
	best := math.Inf(1)
	for _, a := range points {
		for _, b := range points {
			t := 0.0
			if a != b {
				if b.value[0] <= a.value[0] || gains[0] < a.value[0] || gains[0] > b.value[0] {
					continue
				}
				t = (gains[0] - a.value[0]) / (b.value[0] - a.value[0])
			}
			off := math.Abs(a.value[0]+t*(b.value[0]-a.value[0])-gains[0]) + math.Abs(a.value[1]+t*(b.value[1]-a.value[1])-gains[1])
			if off < best-1e-9 {
				best = off
				o.Deals, o.Odds = nil, nil
				for n, pt := range []*point{a, b} {
					if odds := []float64{1 - t, t}[n]; odds > 1e-9 {
						o.Deals, o.Odds = append(o.Deals, g.deal(f, pt)), append(o.Odds, odds)
					}
				}
			}
		}
	}
	return o
}

func (g *OfferGame) deal(f *Frontier, pt *point) Deal {
	if d := f.Find(pt.first); d != nil {
		return *d
	}
	return g.p.deal(pt, pt.first)
}

// Result renders the answer.
func (g *OfferGame) Result() *detente.Result {
	p := g.p
	r := p.answer("offers", "Offers in turn")
	r.Answer = g.sentence()
	if len(g.Offers) > 0 {
		r.Add(g.table())
	}
	r.Definitions = []string{
		"Offers in turn without end: each period without a deal takes its percentage (cost_of_delay) off what a party would gain over no deal. In the one equilibrium without empty threats the first offer is accepted; it leaves the other just what waiting would.",
		"Where no deal gives just that, the offer is a lottery over two deals with every consent; read it as something in between.",
		p.noDealMeans(),
	}
	r.Assume("Each party knows what every deal is worth to the other.")
	r.Data = g.data()
	return r
}

func (g *OfferGame) sentence() string {
	if len(g.Offers) == 0 {
		return "Offers in turn lead nowhere: no deal with every consent leaves both signatories at least as well off as no deal, or delay costs neither anything."
	}
	name := func(i int) string { return g.p.c.PartyName(g.p.scores[g.p.signers[i]].name) }
	text := fmt.Sprintf("If they make offers in turn and a period costs %s %s %% and %s %s %% of what it would gain,", name(0), detente.FormatShort(g.Costs[0]), name(1), detente.FormatShort(g.Costs[1]))
	for n, o := range g.Offers {
		if n > 0 {
			text += ";"
		}
		text += fmt.Sprintf(" when %s opens they gain %s and %s (%s)", name(o.Opens), detente.FormatShort(o.Gains[0]), detente.FormatShort(o.Gains[1]), o.words())
	}
	return text + "."
}

// words names the deals of an offer.
func (o *Offer) words() string {
	name := func(d *Deal) string {
		if d.ID == "" {
			return "a package"
		}
		return d.ID
	}
	if len(o.Deals) == 1 {
		return name(&o.Deals[0])
	}
	near := &o.Deals[0]
	if o.Odds[1] > o.Odds[0] {
		near = &o.Deals[1]
	}
	return fmt.Sprintf("between %s and %s, nearer %s", name(&o.Deals[0]), name(&o.Deals[1]), name(near))
}

func (g *OfferGame) table() *detente.Table {
	t := &detente.Table{Title: "The offer that is accepted", Columns: []detente.Column{{Name: "opens"}, {Name: "deals", Wide: true}}}
	for _, k := range g.p.signers {
		t.Columns = append(t.Columns, detente.Column{Name: "gain of " + g.p.c.PartyName(g.p.scores[k].name), Right: true})
	}
	for _, o := range g.Offers {
		row := []detente.Cell{detente.Txt(g.p.c.PartyName(g.p.scores[g.p.signers[o.Opens]].name)), detente.Txt(o.words()), detente.Num(o.Gains[0]), detente.Num(o.Gains[1])}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (g *OfferGame) data() detente.Object {
	p := g.p
	pair := func(x [2]float64) detente.Object {
		out := detente.Object{}
		for i, k := range p.signers {
			out = append(out, detente.Field{Name: string(p.scores[k].name), Value: x[i]})
		}
		return out
	}
	offers := []detente.Object{}
	for _, o := range g.Offers {
		mix := []detente.Object{}
		for n := range o.Deals {
			mix = append(mix, detente.Object{{Name: "id", Value: o.Deals[n].ID}, {Name: "outcome", Value: p.outcomeObject(o.Deals[n].Outcome)}, {Name: "probability", Value: o.Odds[n]}})
		}
		offers = append(offers, detente.Object{{Name: "opens", Value: string(p.scores[p.signers[o.Opens]].name)}, {Name: "gains", Value: pair(o.Gains)}, {Name: "mix", Value: mix}})
	}
	return detente.Object{{Name: "cost_of_delay", Value: pair(g.Costs)}, {Name: "offers", Value: offers}}
}
