package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"detente"
	"detente/assess"
)

// dealQuery is the state of the Deals page, as its address holds it.
type dealQuery struct {
	values  url.Values
	Short   bool     // only the shortlist
	Consent bool     // only deals with every consent
	Holds   bool     // only deals that would hold
	Fits    string   // only deals that fit a condition of the case language
	Fault   string   // what is wrong with it
	Sort    string   // party to sort by; "" is the order of the frontier, those with consent first
	Up      bool     // the smallest first
	Pins    []string // two deals, side by side
	Page    int      // from 1

	test *detente.Test
}

// dealsShown is how many deals a page of the table holds, lastPage the page
// beyond which there are none.
const (
	dealsShown = 60
	lastPage   = 1 << 20
)

// readDealQuery reads the state from an address; what it does not know it leaves
// out.
func readDealQuery(values url.Values, cs *detente.Case) *dealQuery {
	q := &dealQuery{values: values, Short: values.Get("show") == "short", Consent: values.Has("consent"), Holds: values.Has("holds"),
		Fits: strings.TrimSpace(values.Get("fits")), Page: 1}
	if n, err := strconv.Atoi(values.Get("page")); err == nil && n > 1 {
		q.Page = min(n, lastPage)
	}
	party, up := strings.CutPrefix(values.Get("sort"), "-")
	if cs.PartyIndex(detente.PartyID(party)) >= 0 {
		q.Sort, q.Up = party, up
	}
	for _, pin := range values["pin"] {
		if !slices.Contains(q.Pins, pin) {
			q.Pins = append(q.Pins, pin)
		}
	}
	q.Pins = q.Pins[max(0, len(q.Pins)-2):]
	if q.Fits != "" {
		q.compile(cs)
	}
	return q
}

// compile binds the condition.
func (q *dealQuery) compile(cs *detente.Case) {
	when, fault := detente.ParseCondition(q.Fits)
	if fault != nil {
		q.Fault = strings.TrimSpace(fault.Message + ". " + fault.Help)
		return
	}
	test, err := when.Compile(cs)
	if err != nil {
		_, q.Fault, _ = strings.Cut(err.Error(), "at byte ")
		_, q.Fault, _ = strings.Cut(q.Fault, ": ")
		return
	}
	q.test = &test
}

// choose returns the deals that the filters leave, sorted. numeric are the
// parties with numbers, in the order of utilities.
func (q *dealQuery) choose(deals []assess.Listed, numeric []detente.PartyID) []*assess.Listed {
	var out []*assess.Listed
	for i := range deals {
		d := &deals[i]
		switch {
		case q.Short && !d.Short, q.Consent && !d.Consented, q.Holds && d.Lasts() < assess.WithThreats, q.test != nil && !q.test.Holds(d.Outcome):
			continue
		}
		out = append(out, d)
	}
	k := slices.Index(numeric, detente.PartyID(q.Sort))
	if k < 0 {
		slices.SortStableFunc(out, func(a, b *assess.Listed) int { return withFirst(a) - withFirst(b) })
		return out
	}
	slices.SortStableFunc(out, func(a, b *assess.Listed) int {
		if q.Up {
			a, b = b, a
		}
		return cmp.Compare(b.Utilities[k], a.Utilities[k])
	})
	return out
}

// with returns the address of the page with one value changed, "" to drop it.
func (q *dealQuery) with(name, value string) string {
	next := clone(q.values)
	next.Del(name)
	if name != "page" {
		next.Del("page")
	}
	if value != "" {
		next.Set(name, value)
	}
	return address(next)
}

// sorting returns the address that sorts by a party: the largest first, or the
// other way round where it is so already.
func (q *dealQuery) sorting(party string) string {
	if q.Sort == party && !q.Up {
		party = "-" + party
	}
	return q.with("sort", party)
}

// pinning returns the address with a deal pinned, or no longer.
func (q *dealQuery) pinning(id string) string {
	next := clone(q.values)
	pins := slices.Clone(q.Pins)
	if i := slices.Index(pins, id); i >= 0 {
		pins = slices.Delete(pins, i, i+1)
	} else {
		pins = append(pins, id)
	}
	next["pin"] = pins[max(0, len(pins)-2):]
	return address(next)
}

func clone(v url.Values) url.Values {
	out := url.Values{}
	for name, list := range v {
		out[name] = slices.Clone(list)
	}
	return out
}

// address is a query below the page itself.
func address(v url.Values) string {
	if s := v.Encode(); s != "" {
		return "?" + s
	}
	return "?"
}

// Unsorted is the address in the order that the page begins with.
func (q *dealQuery) Unsorted() string { return q.with("sort", "") }

// Rest is the state of the page but for one value, for a form that sets it.
func (q *dealQuery) Rest(but string) url.Values {
	rest := clone(q.values)
	rest.Del(but)
	return rest
}

// withFirst orders the deals with every consent before the others.
func withFirst(d *assess.Listed) int {
	if d.Consented {
		return 0
	}
	return 1
}
