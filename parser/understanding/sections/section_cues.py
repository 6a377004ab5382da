"""What speaks for each section of a text without headings: cue words, as data.

A cue is a group of words that says the same; what it speaks for stands in `section_weights.toml`. Words are
lemmas (simplemma's, in lower case); `syfte*` is the beginning of a word, `*utbyte` its end, and words with a space
between are a phrase as written. A cue's name is the rule an inferred section gives for itself.
"""

import msgspec

from parser.understanding.sections.section_weights import Weights, weights_of


class Cue(msgspec.Struct, frozen=True):
    """Words that speak for (or, with a negative weight, against) sections; a cue counts at most `most` times."""

    name: str
    words: str
    most: int = 3

    @property
    def weights(self) -> Weights:
        """What it speaks for, and how strongly."""
        return weights_of(self.name)


def terms(cue: Cue) -> list[str]:
    """The words and phrases of a cue."""
    return [" ".join(term.split()) for term in cue.words.split(",") if term.strip()]


CUES: tuple[Cue, ...] = (
    Cue("presents the project", """
        är ett projekt, var ett projekt, projektet heter, projektet kallas, med arbetsnamnet, projekt som heter, är ett
        samarbete, är ett samverkansprojekt, är ett treårigt, är ett tvåårigt, är en satsning, är en gemensam, nytt
        projekt, vårt projekt, vårt esf-projekt, ett esf-projekt, ett projekt i, ett projekt för, ett projekt med, ett
        projekt där, ett projekt som, ett nytt, gemensam ansökan, gemensam satsning, i projektet får, genom projektet
        får, projektet ger, ska genom projektet, förslaget är att, förslaget innebär, vill ge, är projektets,
        förstudie*, genomför projektet, driver projektet, har drivit projektet, drev projektet, ägde projektet, äger
        projektet, i samverkan med, tillsammans med, går ut på, handlar om att, ansöker om, ansöker härmed, ansökt om,
        söker medel, söker stöd, har beviljats, projektet omfattar, i projektet ska, är ett utvecklingsprojekt
        """, 2),
    Cue("says whom it is for", """
        vänder sig till, vände sig till, vänt sig till, riktar sig till, riktade sig till, riktat sig till, riktas till,
        är avsett för, projekt för, till stöd för, får möjlighet att, erbjuds, får chansen, får pröva, står utanför, stå
        utanför, stått utanför
        """, 2),
    Cue("names the fund", """
        socialfond*, europeiska socialfond*, esf, esf-medel, esf-projekt*, esf-rådet, esf-ansök*, eu-projekt*, eu-medel
        """, 1),
    Cue("summary words", """
        sammanfatt*, i korthet, i korta drag, i samarbete, tillsammans med, kartlägga, förprojektering*, utreder,
        prövar, bygger, öppnar, lär sig, yrkesspår
        """, 1),
    Cue("need and problem", """
        behov, behov*, problem, problem*, problematik, brist, bristen, *brist, sakna, svårighet, svårigheter, svår,
        svårt, hinder, utmaning, utmaningar, hot, hotas, risk, riskera, utanförskap*, ohälsa, ohälsotal*, arbetslöshet*,
        *arbetslöshet, varsel, varsla, varslad, nedläggning, lågkonjunktur*, finanskris*, konjunktur*, pensionsavgång*,
        åldrande, befolkning*, utflyttning, avfolkning, bidragsberoende, bidragstagare, rekryteringssvår*,
        rekryteringsbehov, kompetensbrist, efterfrågan, förlora, tappa, falla mellan stolarna, mellan stolarna, isolera,
        fastna, tyvärr, dessvärre, trots, otillräcklig, eftersatt, skevt, nedlagd, endast, bara, räcka, räcker,
        försvinna, ingen, ingenting, måste, folk, hamna, hamnar, varför, orimlig*, slita, slitsam*
        """, 5),
    Cue("state of things", """
        idag, i dag, för närvarande, i nuläget, sedan länge, under senare år, de senaste åren, senaste, senare år, förra
        året, år i rad, länge, hittills har, historiskt, traditionellt, numera, utveckling, tendens, trend, orsak, bero,
        därför att, eftersom, samtidigt, inte, utan, dessutom, däremot, ofta, sällan, aldrig
        """, 3),
    Cue("statistics", """
        enligt, statistik, andel, andelen, siffra, siffror, siffrorna, undersökning*, enkät*, *enkät, kartlägg*,
        behovsanalys*, intervju*, rapport*, forskning*, studie, studier, visar, visade, visat, uppge, uppger,
        genomsnitt, jämfört med, jämförelse, mer än var, var tredje, var fjärde, var femte, var sjätte, var tionde,
        riket, rikssnitt*, medelålder*, av tio, procent av, tappat, fördubbla*, halvera*, stigit, sjunkit, vuxit, scb,
        arbetsförmedlingen, försäkringskassan, befolkningen
        """, 4),
    Cue("what was before", """
        står inför, inte längre, har lett till, drabbats, drabbades, mot den bakgrunden, vår erfarenhet,
        tidigare, bakgrund, bakgrund*, föregå*, historia, ursprung*, idén föddes, idén kom, idén är inte ny, växte,
        uppstod, lades ned, lades ner, stängde*, startade, bildades, prövades, erfarenheterna från, förprojekt*, i ett
        tidigare, upprinnelse*, sedan dess, en gång
        """, 3),
    Cue("says why", """
        syfte, syfte*, ändamål, ändamål*, avsikt, avsikten, intention*, syfta, syftar, syftade, syftat, syftande,
        grundtanke*, grundidé*, är till för att, till för att, för att kunna, är tänkt att, ska göra det möjligt, ska
        göra att, möjliggöra, meningen är, meningen med, tanken är, tanken med, poängen, idén är att, idén med, vision,
        visionen, strävan, strävar, huvudtanke*, vi hoppas, förhoppningen, ambition*, målbild*, i syfte att, varför för
        att
        """, 2),
    Cue("intends", """
        avser att, avser, vill vi, vi vill, projektet vill, vill vara, ska bidra, bidra till, bidra, främja, stärka,
        stödja, underlätta, skapa förutsättningar, skapa, förutsättning, bana väg, verka för, bryta, bryts, motverka,
        förebygga, överbrygga, bredda, tydliggöra, ta reda på, undersöka, på sikt, långsiktig, långsiktigt, hållbar,
        egenmakt, ta till vara, tillvarata, ta vara på, öppna, utveckla, i stället för, lyfta fram, synliggöra, hitta,
        finna, klarlägga, övergripande
        """, 4),
    Cue("names goals", """
        utfäst*, åtagande*, åtaganden, slutmål*, målnivå*, när vi är klara, ska vi ha, skall vi ha,
        mål, målet, målen, målsättning, målsättning*, delmål, delmål*, effektmål*, resultatmål*, kvantitativa, mätbar,
        mätbara, måltal, projektmål*, verksamhetsmål*, indikator*, förväntad, förväntade, förväntas, kravet från, lovar,
        lova, utlovade*, åtar sig, siktar, sikta, satt upp mål, ställt upp, mätbart, uppnå, uppnås, uppnått, nå målet,
        lyckats, har vi lyckats, slutföra, fullfölja, påbörja, projektslut*, slutkonferens*, självskattad*, mätning*,
        nöjd, nöjda, certifiera*
        """, 3),
    Cue("promises", """
        ska ha, skall ha, skulle ha, ska vara, skall vara, ska få, ska gå, ska kunna, ska bli, ska finnas, ska nå, ska
        öka, ska minska, ska sänkas, ska halveras, ska hållas, ska ordnas, ska rekryteras, ska utbildas, ska leda, ska
        startas, ska skrivas, ska lämnas, ska tas fram, ska genomföras, ska slutföra, ska delta, ska känna, ska uppleva,
        ska skapas, ska slutföras, ska fortsätta, ska nås, ska kortas, ska ske, skulle nå, skulle gå, skulle få, skulle
        delta, kommer att ha, har fått, har gått, har tagits, har ökat, har minskat, har utbildats, har startats, har
        anordnats, har genomförts, har slutfört, har arbete, ha arbete, i arbete, jobb, egen försörjning, i utbildning,
        minst, lägst, högst, åtminstone, senast, efter avslutat, efter projektet, efter projektets, vid projektets slut,
        när projektet slutar, när projektet är slut, när projektet tar slut, vid projektslut, projektets slut, andelen,
        antal*, öka med, minska med, minskat med, ökat med
        """, 5),
    Cue("access", """
        tillgänglighet*, tillgänglig, otillgänglig, funktionsnedsätt*, funktionshinder*, funktionshindr*,
        funktionshindrad, funktionsvariation*, rullstol*, hörselskad*, hörselnedsätt*, hörselslinga*, hörslinga*,
        hörselpedagog*, hörsel, synskad*, synnedsätt*, synsvag*, döv, döva, dövblind*, teckenspråk*, teckentolk*, tolk,
        punktskrift*, lättläst*, ramp, ramper, hiss, dyslexi*, dyslektik*, läs- och skrivsvårigheter, läs och
        skrivsvårigheter, skrivsvårigheter, skrivtolk*, adhd, autism*, asperger*, neuropsykiatrisk*, hjälpmedel,
        *hjälpmedel, talbok, talböcker, uppläs*, skärmläsar*, talsyntes, textad, textas, undertext*, syntolk*, allergi*,
        doftfri, parfymfri, permobil, rollator, trappa, trappor, tröskel, trösklar, dörröppnare, ledhund*, nedsatt,
        funktionshinderråd*, funktionsrätt*, hso, tillgänglighetsvandring, ljudabsorb*, ljudmiljö*, större text, hissa,
        slinga, slingor, markplan, bullra*, afasi, rörelsehinder*, rörelsehindrad*, logoped, rullstolsbur*,
        rullstolsanpass*, hjälpmedelscentral*, toalett, handikapp*, inläst*, inlästa
        """, 4),
    Cue("adapted places", """
        anpass*, lokal, lokaler, lokaler*, kurslokal*, möteslokal*, material, format, skriftlig, skriftligt,
        instruktion*, diagnos*, våning*, våningen, dämpa*, inspelad*, värk, psykiatri*, ljus, dörr, dörrar, bord, stol,
        stolar, skärm*, synen, högtalare, granska*, långsammare, extra tid, paus, pauser, vilrum, muntlig, muntligt,
        ledsagare, belysning, entré*, lugn, bildstöd*, bilder, tempo, höj- och sänkbar*, höj och sänkbar*, ljud, synas,
        hördes, markplan, bottenvåning, buller, psykisk
        """, 3),
    Cue("equality", """
        jämställd, jämställd*, genus*, kön, könet, könen, köns*, *kön, mansdominera*, kvinnodominera*, manlig, kvinnlig,
        manliga, kvinnliga, kvinnor och män, män och kvinnor, kvinnor som män, flickor och pojkar, tjejer och killar,
        pojkar och flickor, mäns och kvinnors, kvinnors och mäns, lika villkor, likabehandling*, härskartekni*,
        könsrol*, normkriti*, mansgrupp*, föräldraled*, papp*ledig*, fäder*, pappor, papporna, normer, norm, mansyrke*,
        kvinnoyrke*, lönegap*, löneskillnad*, könsuppdel*, jämn fördelning, barnpassning, jargong*, mäns våld,
        kvinnofrid*, kvinnojour*, sexuella trakasserier, trakasserier, kvotera*, könsbunden, könsbundna, lika många
        kvinnor, få kvinnor, fler kvinnor, färre kvinnor, flest kvinnor, få män, fler män, färre män, andelen kvinnor,
        andelen män, vikas för kvinnor, andel kvinnor, andel män, underrepresenterad*, överrepresenterad*,
        underrepresenterat kön, är i majoritet, i minoritet, jämlik*, 3r-metoden, 4r
        """, 4),
    Cue("women and men", """
        kvinnor, kvinnorna, kvinnors, kvinnornas, kvinna, män, männen, mäns, männens, flickor, pojkar, tjejer, tjejerna,
        killar, killarna, mammor, mödrar, pappa, herr, herrar, damer, föräldrar, förälder, majoritet, majoriteten,
        minoritet, fördela, fördelas, fördelning, fördelningen, blandade grupper
        """, 3),
    Cue("abroad", """
        gästas av, svarsbesök*, delegation från, utländsk partner, utländska partner, systerorganisation*, eu-nätverk*,
        transnationell*, internationell*, utland*, utomlands, gränsöverskrid*, grannland*, andra länder, annat land,
        flera länder, eu-länder, eu-land, europeisk, partnerland, partnerländer, studieresa*, erfarenhetsutbyte,
        utbytesresa*, utbyte*, utbyte, vänort*, systerprojekt, besök hos, studiebesök, leonardo, nordisk, nordiska,
        interreg, erasmus, översätta, översätts, reser till, åker till, fara till, kolleger i, kollegor i, motsvarande
        projekt, vår partner, våra partners, partnerorganisation*, partner i, över gränsen, resan, resor
        """, 4),
    Cue("born abroad", """
        födda utomlands, född utomlands, födda i utlandet, utbildning från utlandet, utländsk bakgrund, kommit från,
        kommer från andra länder, internationella studier, utbildad utomlands, utbildade utomlands
        """, 1),
    Cue("a country or people", """
        finland, finländsk*, finsk, finska, norge, norsk, norska, danmark, dansk, danska, island, isländsk*, tyskland,
        tysk, tyska, polen, polsk, polska, frankrike, fransk, franska, spanien, spansk, spanska, italien, italiensk*,
        portugal, portugisisk*, nederländerna, nederländsk*, holland, holländsk*, belgien, belgisk*, österrike,
        österrikisk*, storbritannien, england, brittisk*, skottland, skotsk*, skotska, wales, walesisk*, nordirland,
        irland, irländsk*, irländska, estland, estnisk*, lettland, lettisk*, litauen, litauisk*, ungern, ungersk*,
        tjeckien, tjeckisk*, slovakien, slovakisk*, slovenien, slovensk*, kroatien, rumänien, rumänsk*, bulgarien,
        bulgarisk*, grekland, grekisk*, cypern, malta, schweiz, schweizisk*, turkiet, kanada, usa, luxemburg, sardinien,
        sicilien, katalonien, baskien, bayern, flandern, ryssland, rysk, ryska, baltikum, åland, färöarna
        """, 4),
    Cue("a city abroad", """
        köpenhamn, odense, århus, aarhus, aalborg, ålborg, oslo, bergen, trondheim, stavanger, tromsø, helsingfors, åbo,
        tammerfors, vasa, uleåborg, torneå, reykjavik, berlin, hamburg, bremen, leipzig, dresden, münchen, köln,
        frankfurt, rostock, lübeck, kiel, stuttgart, wien, graz, salzburg, linz, zürich, amsterdam, rotterdam, utrecht,
        eindhoven, haag, bryssel, antwerpen, gent, paris, lyon, marseille, lille, bordeaux, nantes, toulouse, london,
        birmingham, manchester, liverpool, leeds, bristol, glasgow, edinburgh, cardiff, belfast, dublin, cork, madrid,
        barcelona, valencia, sevilla, bilbao, malaga, lissabon, porto, rom, milano, turin, bologna, florens, neapel,
        venedig, aten, thessaloniki, warszawa, krakow, kraków, gdansk, gdańsk, gdynia, poznan, poznań, wroclaw, wrocław,
        szczecin, lodz, łódź, prag, brno, bratislava, budapest, ljubljana, zagreb, bukarest, sofia, tallinn, tartu,
        riga, vilnius, kaunas, klaipeda, nikosia, valletta, genève
        """, 4),
    Cue("money", """
        budget, budget*, *budget, totalbudget*, kostnad, kostnad*, *kostnad, finansier*,
        medfinansier*, finansieras, tkr, mkr, sek, lönekostnad*, anslag*, bevilja, beviljade, beviljat, beviljades,
        utbetala*, betala, betalades, rekvirera*, förskott*, bidrag på, skattemedel, egen ram, växelkurs*, kurs som
        använts, fakturer*
        """, 4),
    Cue("time and term", """
        projektet pågår, pågår, projekttid*, projektperiod*, projektet startar, projektet startade, startade, startar,
        avslutas, avslutades, avslutats, drar igång, drar i gång, invigs, tidplan*, tidsplan*, sammanlagd tid, löper,
        pågick, är klart, vara klart, preliminär*, till och med, startdatum, slutdatum, årsskiftet
        """, 3),
    Cue("decisions and papers", """
        beslut*, beslutar, nämndens, kommunstyrels*, utskott*, protokoll*, paragraf*, justera*, reservera*,
        yrkande*, bifall, avslag, avslå, återremitter*, ärendet, ärende*, tjänsteutlåtande, förvaltningen föreslår,
        delegation*, handling, bilaga, dnr, diarienummer, sammanträde*, föredra*, godkän*, prioritera*, utlysning*,
        upprättad*, närvarande, minnesanteckning*, pressmeddelande, notis, nyhetsbrev, fotnot, föreslås, remiss*,
        upphandla*, partnerskapet, anmäler, överklaga*, yttra*, remitterar ärendet
        """, 4),
    Cue("contacts", """
        tel, tfn, ring oss, ring till, ring gärna, ring eller, mejla, mejl, maila, mail, mailadress*, e-post, epost,
        kontakta, kontaktuppgift*, växel, webbplats*, hemsida*, läs mer, mer information, frågor besvaras, anmälan,
        anmäl, osa, välkommen att, välkommen till, varmt välkommen, välkomna, hälsning, hälsningar, hälsar, adress,
        gatan, besök oss, org.nr, organisationsnummer, swisha, facebook, projektledare nås, sista dag, intresserade
        """, 4),
    Cue("someone speaks", """
        säger, berättar, skrattar, menar, tycker, förklarar, konstaterar hon, konstaterar han, sade, sa, tillägger,
        utbrister, suckar, ler, minns, undrar
        """, 3),
    Cue("someone in person", "hon, han, jag, mig, min, mitt, du, dig, din, ditt, dina, ert, era", 3),
    Cue("activities", """
        vecka, veckor, veckan, veckorna, dagar, timmar, timme, gånger, gång i, träff, träffar, träffas, schema,
        handledare, handledning, mentor, mentorer, coach, coacher, coachning, lärare, kurs, kursen, kurser, moment,
        modul, moduler, omgång, omgångar, studiecirk*, workshop, workshoppar, workshops, seminarium, seminarier,
        gruppaktivitet*, aktivitet, aktiviteter, rekrytera*, därefter, först och främst, avslutningsvis, metod, metoden,
        arbetssätt*, gå till, går till, varje deltagare, per deltagare, deltagaren, individuell, kartläggning,
        praktikplats, praktik, fas, fasen, analysfas*, genomförandefas*, mobiliseringsfas*, steg, steget, lektion*,
        undervis*, övning*, föreläs*, vägledare, studiebesök på, arbetspaket, informationskampanj*, kampanj*,
        testgrupp*, kompetensutveckling, kommer att, intervjuar, besöker, dokumentera*, utvärderas
        """, 6),
    Cue("how it works", """
        så här går det till, så går det till, så här fungerar, så fungerar det, så här arbetar vi, så arbetar vi,
        så gör vi, så här gör vi, så här jobbar vi, så jobbar vi, går till så, arbetsgången
        """, 1),
    Cue("asked and counted", """
        frågade, frågat, tillfrågade, tillfrågad, intervjuade, intervjuat, ringde, ringt, bad, räknade, svarade, svarat,
        uppgav, angav, kände, kartlade, kartlagt, berättade, beskrev, önskade, vittnar, fick frågan, har talat med,
        har pratat med
        """, 3),
    Cue("growth and decline", """
        ökat, ökade, ökar kraftigt, minskat, minskade, fördubblats, fördubblades, tredubblats, halverats, halverades,
        stiger, sjunker, stigande, sjunkande, ökande, minskande, krympt, krymper, dubbelt så många, dubbelt så hög,
        dubbelt så stor, hälften så många, växande, försämrats, förvärrats, varaktigt, ställs allt högre, allt fler,
        allt färre, allt högre, allt större, allt äldre
        """, 3),
    Cue("organisation", """
        styrgrupp, styrgrupp*, projektledare, projektledare*, projektkoordinator, projektgrupp*, referensgrupp*,
        projektorganisation*, heltid, halvtid, heltidstjänst*, heltidsanställ*, tjänst, tjänster, anställd på, bemann*,
        arbetsgrupp*, samordnare, ekonom, administratör, ansvarar, ansvarig, medverkar, ingår, ledningsgrupp*, delaktig,
        delaktiga, stadsdelsförvaltning*, projektkontor*, utvärderare, följeforsk*, lärande utvärdering, spridning,
        spridas, sprids, implementer*
        """, 4),
    Cue("results reached", """
        utfallet, utfallet blev, så blev det, så här långt, det blev, skrivits in, tagits in, togs emot, togs in, nådde,
        nåddes inte, hade arbete, anställts, fått anställning, redan fått, sedan starten, än så länge,
        vid uppföljningen,
        utfallet är, jämfört med målet, har gått vidare, har börjat studera, har avslutat,
        hittills, resultatet, resultat, resultaten, utfall, deltog, har deltagit, har gått utbildningen, har börjat,
        avbrutit, nåddes, nåtts, uppnåddes, slutfört, fullföljde, fick arbete, fick jobb, gick till arbete, gick vidare,
        lärdom*, utvärderingen, slutrapport*, har lämnat, varit inskrivna, gav, ledde till, skrivits in, skrevs in, har
        skrivits, har avslutat, har avslutats, av dem som avslutat, av dem som avslutats, till dags dato, vid halvtid,
        hur har det gått, så gick det, så har det gått, lägesrapport*, halvtidsrapport*, redan nått, redan nådd*, med
        råge, anslöt, genomfördes
        """, 4),
    Cue("promise", "ska, skall, skulle, kommer att, planeras, beräknas", 3),
    Cue("past tense", """
        var, hade, blev, fick, gick, kom, fanns, stod, tog, gav, låg, såg, lät, höll, drog, växte, föll, sjönk,
        slog, valde, *ade, *ades, *tes, *dde, *ddes, *nde, *rde
        """, 5),
    Cue("we", "vi, vår, vårt, våra", 2),
    Cue("who may take part", """
        målgrupp, målgrupp*, målgruppen, deltagarna väljs, anvisas, anvisning, urval, urvalet, krav för att, den som
        vill delta, för att delta, söka plats, ansökan görs, kan söka, platser
        """, 2),
)  # fmt: skip
HEADING_CUES: tuple[Cue, ...] = (
    Cue("heading of a summary", """
        sammanfattning, sammanfattning*, kort om, i korthet, om projektet, om projekt, inledning, ingress, vad är,
        projektbeskrivning, projektidé*, projektet, det här är, presentation, introduktion, vi är, detta är
        """),
    Cue("heading of the background", """
        bakgrund, bakgrund*, varför, behov, behov*, problem*, nuläge*, utgångspunkt*, omvärldsanalys, historik,
        behovsanalys, problemanalys, motiv, motivering, utmaning, utmaningar, läget, så började, förutsättning*, hur det
        började, orsak*, vad vet vi, ursprung
        """),
    Cue("heading of the aim", """
        syfte, syfte*, avsikt*, ändamål*, vision*, idé, tanken, grundtanke*, vad vi vill, vad vill vi, det vill vi
        """),
    Cue("heading of the goals", """
        mål, målet, målsättning*, delmål*, effektmål*, projektmål*, resultatmål*, förväntade, måluppfyllelse*, lovar,
        uppnå, indikator*, åtagande*, ska vi nå, vad ska, effekter, förväntad, önskad*, hit ska vi
        """),
    Cue("heading of access", "tillgänglig*, funktions*, för alla, handikapp*, hinderfri*"),
    Cue("heading of equality", """
        jämställd*, jämlik*, kvinnor, män, kön, köns*, genus*, likabehandling*, mångfald*, lika villkor
        """),
    Cue("heading of the work abroad", """
        transnationell*, internationell*, utland*, utomlands, europa, europeisk*, gränsen, världen, utbyte*,
        studieresa*, andra länder, länder, andra sidan, våra partner*, partner, resor, resan, erfarenhetsutbyte
        """),
    Cue("heading of something else", """
        metod*, aktivitet*, genomförande*, fungerar, så här, arbetssätt*, målgrupp*, deltagare, deltagare*,
        organisation*, budget*, ekonomi*, kostnad*, finansier*, medfinansier*, pengar*, pengarna, tidplan*, tidsplan*,
        tidsram*, tid, när, resultat, resultat*, utfall, kontakt*, mer information, vill du veta mer, beslut*, ärende*,
        styrgrupp*, projektledning*, vad vi gör, gör vi, personal*, uppföljning*, utvärdering*, spridning*, vem, hur,
        vilka, lärdom*, slutsats*, bemanning, risker, program, anmälan, arbetsgång*, projektorganisation*, innehåll*,
        insatser, upplägg*, arbetsplan*, händer nu, nästa steg, kalender, medverkande*, samverkan*, samarbete*,
        förslag*, utbildning*, implementer*, läget nu, praktiskt, yttrande*, bedömning*, på gång, kalendarium, aktuellt,
        redaktion*, utlysning*, frågor, viktiga datum, till sist, läs mer, länkar, övrigt, prenumerera, nästa nummer,
        håll utkik
        """),
)  # fmt: skip
