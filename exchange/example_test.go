package exchange_test

import (
	"fmt"
	"log"
	"testing/fstest"

	"detente"
	"detente/exchange"
)

const bikes = `<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="bikes">
<issue index="1" name="Price" type="discrete"><item index="1" value="$400"/><item index="2" value="$500"/></issue>
<issue index="2" name="Helmet" type="discrete"><item index="1" value="yes"/><item index="2" value="no"/></issue>
</objective></utility_space></negotiation_template>`

const buyer = `<utility_space><objective index="0" name="bikes">
<issue index="1" name="Price" type="discrete"><item index="1" value="$400" evaluation="8"/><item index="2" value="$500" evaluation="2"/></issue>
<issue index="2" name="Helmet" type="discrete"><item index="1" value="yes" evaluation="10"/><item index="2" value="no" evaluation="0"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.4"/></objective><reservation value="0.3"/></utility_space>`

func ExampleGenius() {
	domain := exchange.File{Name: "bikes.xml", Data: []byte(bikes)}
	profile := exchange.File{Name: "buyer.xml", Data: []byte(buyer)}
	c, notes, err := exchange.Genius(domain, []exchange.File{profile}, exchange.Options{})
	if err != nil {
		log.Fatal(err)
	}
	v, err := c.Valuation(0)
	if err != nil {
		log.Fatal(err)
	}
	for _, o := range []detente.Outcome{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
		fmt.Println(c.Changes(o, nil), v.Utility(o))
	}
	for _, n := range notes {
		fmt.Println(n)
	}
	// Output:
	// price=v400, helmet=option-yes 1
	// price=v400, helmet=option-no 0.6
	// price=v500, helmet=option-yes 0.55
	// price=v500, helmet=option-no 0.15
	// bikes.xml: Utilities are points from 0 to 1 by GENIUS's own rule.
	// bikes.xml: values of "Price" are called: "$400" → v400, "$500" → v500
	// bikes.xml: values of "Helmet" are called: "yes" → option-yes, "no" → option-no
	// bikes.xml: issues are called: "Price" → price, "Helmet" → helmet
}

func ExampleScorable() {
	game := fstest.MapFS{
		"config.txt":              {Data: []byte("Builder,builder,p1\nCity,city,p2\nNeighbours,neighbours,player\n")},
		"builder.txt":             {Data: []byte("60, 20, 0\n40, 0\n50\n")},
		"city.txt":                {Data: []byte("0, 30, 50\n50, 10\n45\n")},
		"neighbours.txt":          {Data: []byte("0, 40, 80\n0, 20\n35\n")},
		"global_instructions.txt": {Data: []byte("Issue A: \"Height\"\nA1: tall\nA2: middling\nA3: low\nIssue B: Trees.\n")},
	}
	c, _, err := exchange.Scorable(game)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.SignedBy.Text)
	fmt.Println(c.Issues[0].ID, c.Issues[0].LevelName(2), c.Issues[1].Name)
	// Output:
	// builder and city and 2 of players
	// height low Trees
}

func ExampleExportGenius() {
	domain := exchange.File{Name: "bikes.xml", Data: []byte(bikes)}
	c, _, err := exchange.Genius(domain, []exchange.File{{Name: "buyer.xml", Data: []byte(buyer)}}, exchange.Options{})
	if err != nil {
		log.Fatal(err)
	}
	files, _, err := exchange.ExportGenius(c)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		fmt.Println(f.Name)
	}
	fmt.Printf("%s", files[0].Data)
	// Output:
	// domain.xml
	// buyer.xml
	// <negotiation_template>
	//   <utility_space number_of_issues="2">
	//     <objective index="0" name="Bikes" type="objective" etype="objective" description="">
	//       <issue index="1" name="Price" type="discrete" etype="discrete" vtype="discrete">
	//         <item index="1" value="$400"/>
	//         <item index="2" value="$500"/>
	//       </issue>
	//       <issue index="2" name="Helmet" type="discrete" etype="discrete" vtype="discrete">
	//         <item index="1" value="yes"/>
	//         <item index="2" value="no"/>
	//       </issue>
	//     </objective>
	//   </utility_space>
	// </negotiation_template>
}
