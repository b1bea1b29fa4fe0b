// Package gmcr analyses whether an outcome would hold, with the graph model for
// conflict resolution: who could move away from it alone, who would answer, and
// whether that answer is credible.
//
// Bind a conflict with [FromCase] (every outcome of a case), [AfterDeal] (the
// conflict that a signed deal leaves behind) or [FromScope] (any part of a
// case). Then ask: [FindStability] for every state and decision maker,
// [Graph.Hold] for one state with its reasons, [FindCoalitions] for what several
// can do together, [FindPaths] for how to get from here to there, [FindInverse]
// for what would have to change. Each answer is a typed value with a Result
// method.
//
// A state is an outcome, numbered in mixed radix with the first issue fastest.
// In one move a decision maker changes any number of issues it can change alone.
// Preferences are ordinal; ties are allowed, and pairs whose order the case
// leaves open are unknown (variants a to d). "Not better" includes equal.
//
// Exact definitions: Fang, Hipel and Kilgour (1993), Interactive Decision
// Making: The Graph Model for Conflict Resolution. The package draws no random
// numbers and forecasts nothing: that a state is stable does not make it likely.
package gmcr
