package analysis

import (
	"context"
	"errors"

	"detente"
	"detente/assess"
	"detente/bargain"
	"detente/power"
	"detente/spatial"
)

// Method is one line of the table.
type Method struct {
	Name     string   // "bargain/nash"
	Lens     string   // the question of `analyze --only`
	Title    string   // heading of its section
	Question string   // what it answers, as a mediator asks it
	Sources  []string // papers, with the equation or page
	Check    string   // what our numbers were held against
	Detail   bool     // its answer is told in its own section only, not in the summary
	run      func(context.Context, *task) (*detente.Result, error)
}

// methods is the table, in the order in which answers are given.
var methods = []Method{
	{
		Name: "bargain/wants", Lens: "deals", Title: "Who wants what",
		Question: "What matters most to each party, and where do they clash or have something to trade?",
		Sources:  []string{"swing weights: von Winterfeldt and Edwards (1986), Decision Analysis and Behavioral Research, ch. 8"},
		Check:    "hand-computed shares of the shipped examples",
		run: func(ctx context.Context, t *task) (*detente.Result, error) {
			return answer(bargain.WhoWantsWhat(ctx, t.c))
		},
	},
	{
		Name: "bargain/no-deal", Lens: "deals", Title: "If they part",
		Question: "What does each party keep if they part without a deal?",
		Sources:  []string{"Fisher and Ury (1981), Getting to Yes: the best alternative to a negotiated agreement"},
		Check:    "hand-computed worths; a second implementation on 1,000 random cases",
		run:      bargaining(bargain.FindNoDeal),
	},
	{
		Name: "bargain/zone", Lens: "deals", Title: "Which deals beat that, and who stands between",
		Question: "How many packages do the signatories prefer, how many have every consent they need, and who withholds it?",
		Sources:  []string{"Raiffa (1982), The Art and Science of Negotiation: zone of possible agreement", "Putnam (1988), International Organization 42(3), 427-460: two-level games"},
		Check:    "the published counts of the Harbour exercise (55 and 12 of 720); a second implementation on 1,000 random cases",
		run:      bargaining(bargain.FindZone),
	},
	{
		Name: "bargain/frontier", Lens: "deals", Title: "The efficient deals",
		Question: "Which packages leave nothing on the table?",
		Sources:  []string{"Pareto efficiency; identical utility points are collapsed"},
		Check:    "a second implementation on 1,000 random cases",
		run:      bargaining(bargain.FindFrontier),
	},
	{
		Name: "bargain/nash", Lens: "deals", Title: "Nash deal",
		Question: "Which package has the largest product of gains?",
		Sources:  []string{"Nash (1950), Econometrica 18(2), 155-162"},
		Check:    "a second implementation on 1,000 random cases",
		run:      bargaining(bargain.Nash),
	},
	{
		Name: "bargain/kalai-smorodinsky", Lens: "deals", Detail: true, Title: "Kalai-Smorodinsky deal",
		Question: "Which package gives each signatory the largest equal share of what it could gain?",
		Sources:  []string{"Kalai and Smorodinsky (1975), Econometrica 43(3), 513-518"},
		Check:    "a second implementation on 1,000 random cases",
		run:      bargaining(bargain.KalaiSmorodinsky),
	},
	{
		Name: "bargain/egalitarian", Lens: "deals", Detail: true, Title: "Egalitarian deal",
		Question: "Which package makes the smallest gain as large as possible?",
		Sources:  []string{"Kalai (1977), Econometrica 45(7), 1623-1630"},
		Check:    "a second implementation on 1,000 random cases",
		run:      bargaining(bargain.Egalitarian),
	},
	{
		Name: "bargain/utilitarian", Lens: "deals", Detail: true, Title: "Utilitarian deal",
		Question: "Which package has the largest sum of utilities?",
		Sources:  []string{"Harsanyi (1955), Journal of Political Economy 63(4), 309-321"},
		Check:    "a second implementation on 1,000 random cases",
		run:      bargaining(bargain.Utilitarian),
	},
	{
		Name: "bargain/give-get", Lens: "deals", Title: "Who gives and gets what",
		Question: "What does each party give and get, issue by issue, in the shortlisted deals?",
		Sources:  []string{"Keeney and Raiffa (1976), Decisions with Multiple Objectives: additive values"},
		Check:    "its parts add up to the gain of the deal, on every random case",
		run:      bargaining(bargain.FindGiveGet),
	},
	{
		Name: "bargain/offers", Lens: "deals", Title: "If they bargain by turns", Detail: true,
		Question: "What would two parties agree on if they made offers by turns and delay cost them?",
		Sources:  []string{"Rubinstein (1982), Econometrica 50(1), 97-109", "Ståhl (1972): finite horizon"},
		Check:    "the published shares of Rubinstein's cases; backward induction on finite horizons",
		run:      special(bargaining(bargain.FindOffers)),
	},
	{
		Name: "bargain/division", Lens: "deals", Title: "Dividing what can be divided", Detail: true,
		Question: "Who gets which goods by Adjusted Winner and by proportional allocation?",
		Sources:  []string{"Brams and Taylor (1996), Fair Division, ch. 4"},
		Check:    "the published divorce and Panama Canal cases",
		run:      special(bargaining(bargain.FindDivision)),
	},
	{
		Name: "assess/holds", Lens: "hold", Title: "Would it hold",
		Question: "Who would break each deal first, who would answer, and is that answer credible?",
		Sources: []string{
			"Fang, Hipel and Kilgour (1993), Interactive Decision Making: The Graph Model for Conflict Resolution",
			"Fraser and Hipel (1979): sequential stability; Howard (1971): metarational stability",
		},
		Check: "the graph model's published conflicts (package gmcr); the definitions applied to plain sets on random conflicts",
		run:   bargaining(assess.FindHolds),
	},
	{
		Name: "gmcr/stability", Lens: "hold", Title: "Which outcomes would last",
		Question: "Which outcomes would nobody leave, or dare to leave, if every change is a move?",
		Sources:  []string{"Nash (1951); Howard (1971): GMR, SMR; Fraser and Hipel (1979): SEQ; Rego and Vieira (2017): SSEQ"},
		Check:    "41 published and generated conflicts, every state, party and concept; plain sets on random conflicts",
		run:      stability,
	},
	{
		Name: "gmcr/paths", Lens: "hold", Title: "How to get there", Detail: true,
		Question: "By which moves can each lasting outcome be reached from today, and who moves?",
		Sources:  []string{"Li, Kilgour and Hipel (2005), Journal of the Operational Research Society 56(6), 699-707: status quo analysis"},
		Check:    "the published conflicts; plain search on random ones",
		run:      paths,
	},
	{
		Name: "gmcr/coalitions", Lens: "hold", Title: "What coalitions could upset", Detail: true,
		Question: "Which outcomes that nobody leaves alone would several leave together?",
		Sources:  []string{"Kilgour, Hipel, Fang and Peng (2001), Group Decision and Negotiation 10, 159-175"},
		Check:    "the published conflicts; plain sets on random ones",
		run:      coalitions,
	},
	{
		Name: "gmcr/inverse", Lens: "hold", Title: "What would make it last", Detail: true,
		Question: "How would preferences have to change for a target to be an equilibrium? (--target)",
		Sources:  []string{"Kinsara, Kilgour and Hipel (2015): inverse approach to the graph model"},
		Check:    "the count of 384 rankings where gmcr-py 0.4.1 has 420; exhaustive search on small conflicts",
		run:      inverse,
	},
	{
		Name: "gmcr/foresight", Lens: "hold", Title: "If they look several moves ahead", Detail: true,
		Question: "Which outcomes hold for two decision makers with limited or unlimited foresight? (asked by name)",
		Sources:  []string{"Kilgour (1985); Fang, Hipel and Kilgour (1993): limited-move and non-myopic stability"},
		Check:    "the 78 ordinal 2x2 games, horizons 1 to 6",
		run:      foresight,
	},
	{
		Name: "gmcr/attitudes", Lens: "hold", Title: "If they mind how others fare", Detail: true,
		Question: "Which outcomes hold if parties mind how others fare, as `relations` say? (asked by name)",
		Sources:  []string{"Inohara, Hipel and Walker (2007): attitudes in the graph model"},
		Check:    "plain sets on random conflicts",
		run:      attitudes,
	},
	{
		Name: "spatial/forecast", Lens: "likely", Title: "What is likely",
		Question: "Where on its scale is each issue likely to be settled, if it is settled, and how far off are such forecasts?",
		Sources: []string{
			"compromise model: Achen (2006), in Thomson et al., The European Union Decides, ch. 10; Van den Bos (1991)",
			"errors measured on 351 decisions of the European Union, 1996-2000: Thomson et al. (2006)",
		},
		Check: "mean absolute errors 24.50 and 24.34 over 351 decisions; coverage of the intervals within a point",
		run: func(ctx context.Context, t *task) (*detente.Result, error) {
			return answer(spatial.Forecast(ctx, t.c))
		},
	},
	{
		Name: "spatial/dynamics", Lens: "likely", Title: "How positions might move on the way", Detail: true,
		Question: "Which challenges and exchanges would bargaining-round models play, and why are they no forecast?",
		Sources: []string{
			"probabilistic Condorcet election and spatial model as in KTAB",
			"exchange model: Stokman and Van Oosten (1994), in European Community Decision Making, ch. 5",
			"expected utility model: Bueno de Mesquita (1994); Scholz, Calbert and Smith (2011), Journal of Theoretical Politics 23(4)",
		},
		Check: "KTAB's first turns to 4 decimals; the published exchanges of Copenhagen 2009",
		run: func(ctx context.Context, t *task) (*detente.Result, error) {
			return answer(spatial.Explain(ctx, t.c))
		},
	},
	{
		Name: "power/indices", Lens: "block", Title: "Who can stop a decision",
		Question: "How much voting power does each player have, and who can block what?",
		Sources: []string{
			"Banzhaf (1965), Rutgers Law Review 19; Shapley and Shubik (1954), American Political Science Review 48(3), 787-792",
			"Deegan and Packel (1978); Holler (1982); Johnston (1978); Coleman (1971)",
		},
		Check: "the UN Security Council, EEC 1958, EC 1986, EU-27 under Nice, the US Electoral College 2024, exactly; enumeration of small games",
		run: func(ctx context.Context, t *task) (*detente.Result, error) {
			return answer(power.Analyse(ctx, t.c))
		},
	},
	{
		Name: "assess/blockers", Lens: "block", Title: "Whom to bring along",
		Question: "Who withholds consent from each deal, by how much, and what is the least that gets its yes?",
		Sources: []string{
			"Putnam (1988), International Organization 42(3), 427-460: win-sets of two-level games",
			"Tsebelis (2002), Veto Players: win-set of the status quo, core, absorbed veto players",
		},
		Check: "exhaustive search on random small cases",
		run:   bargaining(assess.FindBlockers),
	},
	{
		Name: "assess/sure", Lens: "sure", Title: "How sure",
		Question: "How often is each of these answers true, if every number may be any in its range?",
		Sources: []string{
			"Owen (1995): scrambled nets; Joe and Kuo (2008), SIAM Journal on Scientific Computing 30(5), 2635-2654: direction numbers",
			"Metropolis and Ulam (1949): Monte Carlo",
		},
		Check: "packages bargain and gmcr run anew on every drawn case, on random cases",
		run:   sure,
	},
	{
		Name: "assess/carries", Lens: "sure", Title: "What carries the conclusions, and what to find out first",
		Question: "Which inputs decide whether a conclusion holds, where would each turn it, and which is worth finding out first?",
		Sources: []string{
			"Sobol' (1993); Saltelli et al. (2010), Computer Physics Communications 181(2), 259-270; Jansen (1999): first-order and total indices",
			"Raiffa and Schlaifer (1961), Applied Statistical Decision Theory: expected value of perfect information",
		},
		Check: "the closed forms of the Ishigami and g-functions within 0.01; bisection against a scan",
		run:   carries,
	},
	{
		Name: "assess/change", Lens: "sure", Title: "What would change it",
		Question: "What least change of what the parties want would make a deal preferred, consented, efficient or stable?",
		Sources: []string{
			"thresholds of additive values: roots of straight lines",
			"Kinsara, Kilgour and Hipel (2015): inverse approach to the graph model",
		},
		Check: "exhaustive search on random small cases",
		run:   change,
	},
}

// answers is what every method's typed answer can do.
type answers interface{ Result() *detente.Result }

// answer turns a typed answer into a result.
func answer[R answers](r R, err error) (*detente.Result, error) {
	if err != nil {
		return nil, err
	}
	return r.Result(), nil
}

// special keeps quiet about a method for cases of a special kind where a case is
// not of that kind, unless it is asked for by name.
func special(run func(context.Context, *task) (*detente.Result, error)) func(context.Context, *task) (*detente.Result, error) {
	return func(ctx context.Context, t *task) (*detente.Result, error) {
		r, err := run(ctx, t)
		var missing *detente.MissingError
		if errors.As(err, &missing) && !t.named {
			return nil, errUnasked
		}
		return r, err
	}
}

// bargaining adapts a method of package bargain.
func bargaining[R answers](f func(context.Context, *bargain.Problem) (R, error)) func(context.Context, *task) (*detente.Result, error) {
	return func(ctx context.Context, t *task) (*detente.Result, error) {
		p, err := t.bargaining(ctx)
		if err != nil {
			return nil, err
		}
		return answer(f(ctx, p))
	}
}

// peer is the method that answers by another tool's conventions; it runs only
// where it is asked for.
func peer(as string) Method {
	return Method{
		Name: "bargain/as-" + as, Lens: "deals", Title: "By another tool's conventions (" + as + ")", Detail: true,
		Question: "What would another tool answer, and why does it differ?",
		Sources:  []string{"doc/peers.md"},
		run: func(ctx context.Context, t *task) (*detente.Result, error) {
			p, err := t.bargaining(ctx)
			if err != nil {
				return nil, err
			}
			return answer(bargain.AsPeer(ctx, p, bargain.Convention(as)))
		},
	}
}
