package bargain

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"detente"
)

// listed is how many deals a table shows before it turns to a spread of them.
const listed = 12

// Result renders the answer.
func (f *Frontier) Result() *detente.Result {
	p := f.p
	r := p.answer("frontier", "Efficient deals")
	r.Answer = f.sentence()
	if len(f.Deals) > 0 {
		shown := f.display()
		r.Add(f.table(shown))
		if len(p.signers) > 1 {
			r.Add(f.picture(shown))
		}
	}
	r.Definitions = []string{
		"Efficient: no other package of the same set is better for one signatory and worse for none. Only signatories with numbers count: " + list(p.gainers()) + ".",
		"Packages that are worth the same to all of them are one deal; the first in file order stands for it, one with consent if there is one.",
		p.exactness(),
		utilityMeans,
		"Opposition: the smallest distance of a preferred package to the point where every signatory has the most that any outcome gives it, each on a scale on which that most is 1.",
	}
	switch {
	case f.Exact:
	case f.Epsilon > f.p.reach()/2:
		r.Definitions = append(r.Definitions, "The efficient deals are too many to list, and the issues hang together so closely that nothing useful can be promised about how near those listed come to the others.")
	case math.IsNaN(f.Epsilon):
		r.Definitions = append(r.Definitions, "The issues hang together too closely to go through all packages: these deals are the best of a sample, and nothing says how far they are from efficient.")
	default:
		r.Definitions = append(r.Definitions, fmt.Sprintf("The efficient deals are too many to list. For every one of them in which each signatory gains more than %s there is a listed deal that gives nobody more than %s less. The deals of the Nash, egalitarian, Kalai-Smorodinsky and utilitarian solutions are among those listed.", detente.FormatShort(f.Epsilon), detente.FormatShort(f.Epsilon)))
	}
	r.Definitions = append(r.Definitions, p.gridMeans()...)
	r.Data = f.data()
	return r
}

func (f *Frontier) sentence() string {
	p := f.p
	if f.Size.Sign() == 0 {
		return "No package is preferred to no deal by those who sign, so there is no efficient deal."
	}
	text := fmt.Sprintf("%s efficient among the packages preferred to no deal", areDeals(f.Size.Int64()))
	if !f.Exact {
		text = fmt.Sprintf("The efficient packages are too many to list: %s that lie spread among them stand here", count(f.Size.Int64()))
	}
	switch {
	case f.ConsentedSize.Sign() == 0:
		return text + "; no package has every consent."
	case f.Exact:
		text += fmt.Sprintf(", and %s among those with every consent.", areDeals(f.ConsentedSize.Int64()))
	case !p.restricted():
		text += "."
	default:
		text += fmt.Sprintf(", and %s from among those with every consent.", count(f.ConsentedSize.Int64()))
	}
	if _, common := p.apart(f.Deals); common != "" {
		text += " All of them have " + common + "."
	}
	var best []string
	for _, k := range p.signers {
		d := f.best(k)
		best = append(best, fmt.Sprintf("%s for %s (%s)", d.ID, p.c.PartyName(p.scores[k].name), p.figure(k, d.Utilities[k])))
	}
	return text + " Of those with consent the best is " + list(best) + "."
}

func areDeals(n int64) string {
	if n == 1 {
		return "1 deal is"
	}
	return count(n) + " deals are"
}

// best returns the deal with consent that a party likes best.
func (f *Frontier) best(k int) *Deal {
	var best *Deal
	for i := range f.Deals {
		if d := &f.Deals[i]; d.OnConsented && (best == nil || d.Utilities[k] > best.Utilities[k]) {
			best = d
		}
	}
	return best
}

// display returns the deals that a table has room for, in frontier order.
func (f *Frontier) display() []Deal {
	if len(f.Deals) <= listed {
		return f.Deals
	}
	shown := f.Shortlist(listed / 2)
	shown = append(shown, f.spread(listed-len(shown), func(d *Deal) bool { return !d.OnConsented })...)
	order := func(d Deal) int { return slices.IndexFunc(f.Deals, func(e Deal) bool { return e.ID == d.ID }) }
	slices.SortFunc(shown, func(a, b Deal) int { return order(a) - order(b) })
	return shown
}

func (f *Frontier) table(deals []Deal) *detente.Table {
	note := ""
	if len(deals) < len(f.Deals) {
		note = fmt.Sprintf("%d of %s, spread over the frontier.", len(deals), count(int64(len(f.Deals))))
	}
	return f.p.dealTable("Deals", deals, note)
}

func (f *Frontier) data() detente.Object {
	p := f.p
	deals := []detente.Object{}
	for i := range f.Deals {
		d := &f.Deals[i]
		on := []string{}
		if d.OnPreferred {
			on = append(on, "preferred")
		}
		if d.OnConsented {
			on = append(on, "consented")
		}
		deals = append(deals, detente.Object{
			{Name: "id", Value: d.ID}, {Name: "outcome", Value: p.outcomeObject(d.Outcome)}, {Name: "utilities", Value: p.utilityObject(d.Utilities)},
			{Name: "count", Value: wholeOrNull(d.Count)}, {Name: "missing", Value: idList(d.Missing)}, {Name: "frontier", Value: on},
		})
	}
	return detente.Object{
		{Name: "size", Value: f.Size.Int64()}, {Name: "consented_size", Value: f.ConsentedSize.Int64()},
		{Name: "exact", Value: f.Exact}, {Name: "epsilon", Value: numberOrNull(f.Epsilon)},
		{Name: "deals", Value: deals}, {Name: "opposition", Value: numberOrNull(f.Opposition)},
	}
}

// wholeOrNull is a whole number as JSON shows it: a decimal string, or null
// where it is not known.
func wholeOrNull(n *big.Int) any {
	if n == nil {
		return nil
	}
	return n.String()
}

// numberOrNull is a number as JSON shows it: null where it is not known.
func numberOrNull(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}
