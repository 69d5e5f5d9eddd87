"""The outcomes, each declared once: name, unit, what it is given, and words in both languages.

Summaries, tables, pictures and files show declared indicators only, so headline, picture and table cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Indicator:
    """One outcome of a run.

    Attributes
    ----------
    name
        Column in the tables of results.
    kind
        ``yes_no`` (0 or 1 in a run, a probability over futures) or ``quantity``.
    unit
        Unit in plain words.
    label
        Short name by language.
    meaning
        A full sentence by language.
    given
        ``founded`` where it exists only in futures in which the cooperative is founded, else empty.
    better
        Whether more or less of it is wished for; empty where neither.
    """

    name: str
    kind: Literal["yes_no", "quantity"]
    unit: str
    label: dict[str, str]
    meaning: dict[str, str]
    given: Literal["", "founded"] = ""
    better: Literal["", "more", "less"] = ""


def _yes_no(
    name: str,
    it: str,
    en: str,
    meaning_it: str,
    meaning_en: str,
    better: Literal["", "more", "less"] = "",
    given: Literal["", "founded"] = "",
) -> Indicator:
    return Indicator(name, "yes_no", "-", {"it": it, "en": en}, {"it": meaning_it, "en": meaning_en}, given, better)


def _quantity(
    name: str,
    unit: str,
    it: str,
    en: str,
    meaning_it: str,
    meaning_en: str,
    better: Literal["", "more", "less"] = "more",
    given: Literal["", "founded"] = "",
) -> Indicator:
    return Indicator(name, "quantity", unit, {"it": it, "en": en}, {"it": meaning_it, "en": meaning_en}, given, better)


INDICATORS: tuple[Indicator, ...] = (
    _yes_no(
        "founded", "Nasce", "Founded",
        "Entro la fine della simulazione la cooperativa è costituita: i soci e il capitale promessi hanno raggiunto le mete entro la scadenza e chi ha versato basta alla legge.",
        "By the end of the simulation the cooperative is set up: pledged members and capital reached the targets in time, and those who paid in are enough for the law.",
        "more",
    ),
    _quantity("month_founded", "month", "Mese di nascita", "Month founded", "Mese, contato dall'inizio del processo, in cui la cooperativa nasce.", "Month, counted from the start of the process, in which it is founded.", "less", "founded"),
    _quantity("members_at_founding", "people", "Soci alla nascita", "Members at founding", "Persone socie, che hanno versato, alla nascita.", "People who are members, and have paid in, at founding.", "more", "founded"),
    _quantity("members_month_36", "people", "Soci al mese 36", "Members in month 36", "Persone socie al mese 36 (o all'ultimo mese, se la simulazione è più corta); 0 se non è nata.", "People who are members in month 36 (or in the last month of a shorter run); 0 where it is not founded."),
    _quantity("capital_eur", "EUR", "Capitale alla nascita", "Capital at founding", "Quote versate alla nascita da persone, associazioni, imprese, Comune e sovventori; 0 se non è nata.", "Shares paid in at founding by people, associations, firms, municipality and funding members; 0 where it is not founded."),
    _quantity("capital_citizens_eur", "EUR", "di cui: cittadini", "of which: citizens", "Quote versate da persone.", "Shares paid in by people."),
    _quantity("capital_associations_eur", "EUR", "di cui: associazioni", "of which: associations", "Quote versate da associazioni.", "Shares paid in by associations.", ""),
    _quantity("capital_firms_eur", "EUR", "di cui: imprese", "of which: firms", "Quote versate da imprese e aziende agricole.", "Shares paid in by firms and farms.", ""),
    _quantity("capital_public_eur", "EUR", "di cui: Comune", "of which: municipality", "Quote versate dal Comune.", "Shares paid in by the municipality.", ""),
    _quantity("capital_funders_eur", "EUR", "di cui: sovventori", "of which: funding members", "Quote versate da soci sovventori.", "Shares paid in by funding members.", ""),
    _quantity("grants_eur", "EUR", "Contributi", "Grants", "Contributi a fondo perduto incassati alla nascita.", "Grants received at founding.", ""),
    _quantity("loans_eur", "EUR", "Prestiti dei soci", "Member loans", "Prestiti offerti dai soci alla nascita, entro il limite di legge.", "Loans offered by members at founding, within the legal limit.", ""),
    _quantity("volunteer_hours_month", "hours a month", "Ore di volontariato", "Volunteer hours", "Ore al mese che i soci offrono alla nascita.", "Hours a month that members offer at founding.", "more", "founded"),
    _quantity("promoters", "people", "Promotori", "Promoters", "Persone che si sono fatte avanti come promotrici.", "People who came forward as promoters."),
    _quantity("pledged_peak", "people", "Adesioni raccolte, al massimo", "Pledges at their peak", "Il massimo di persone che hanno promesso di aderire.", "The most people who had pledged to join."),
    _quantity("aware_share", "share of adults", "Chi ne ha sentito parlare", "Who has heard of it", "Adulti che, alla fine, sanno dell'idea.", "Adults who know of the idea in the end."),
    _quantity("trust_mean", "0-1", "Fiducia media", "Mean trust", "Fiducia media, alla fine, di chi sa dell'idea.", "Mean trust, in the end, of those who know of the idea."),
    _quantity("attendances", "attendances", "Presenze agli incontri", "Attendances at meetings", "Presenze di cittadini e associazioni agli incontri, sommate.", "Attendances of citizens and associations at meetings, added up."),
    _quantity("endorsing_associations", "associations", "Associazioni a favore", "Endorsing associations", "Associazioni che sostengono l'idea alla fine.", "Associations that stand behind the idea in the end."),
    _quantity("needs_map_error", "need 0-1", "Errore della mappa dei bisogni", "Error of the needs map", "Distanza fra i bisogni creduti e quelli veri, su una scala da 0 a 1.", "Distance between the needs believed and the true ones, on a scale from 0 to 1.", "less"),
    _quantity("unheard_share", "share of adults", "Chi non è stato ascoltato", "Who was not heard", "Adulti del cui luogo e della cui età non ha parlato nessuno.", "Adults for whose place and age nobody has spoken.", "less"),
    _quantity("need_met_share", "share of need", "Bisogno che il progetto coprirebbe", "Need the mix would meet", "Parte dei bisogni veri degli adulti che i servizi promessi coprirebbero, se aprissero tutti.", "Share of the adults' true needs that the promised services would meet if all opened."),
    _quantity("services_open", "services", "Servizi aperti", "Services open", "Servizi aperti alla fine della simulazione.", "Services open at the end of the simulation."),
    _quantity("engagement_cost_eur", "EUR", "Costo del processo", "Cost of the process", "Denaro speso per coordinamento e incontri.", "Money spent on coordination and meetings.", "less"),
    _quantity("cost_per_aware_eur", "EUR", "Costo per persona informata", "Cost per aware person", "Costo del processo diviso per gli adulti che sanno dell'idea.", "Cost of the process over the adults who know of the idea.", "less"),
    _quantity("cost_per_member_eur", "EUR", "Costo per socio", "Cost per member", "Costo del processo diviso per i soci alla nascita.", "Cost of the process over the members at founding.", "less", "founded"),
    _quantity("public_money_eur", "EUR", "Denaro pubblico esposto", "Public money exposed", "Processo, quote del Comune, contributi del Comune e dei bandi pubblici, meno quelli restituiti; i lavori sulla sede non sono compresi.", "Process, municipal shares, grants of the municipality and of public calls, less what was given back; works on the premises not included.", "less"),
    _quantity("money_lost_eur", "EUR", "Denaro perso dai cittadini", "Money lost by citizens", "Quote versate e non restituite dopo una raccolta fallita senza rimborso o una chiusura.", "Shares paid and not given back after a failed campaign without refund, or after closing.", "less"),
    _yes_no("exit_no_promoters", "Non parte: pochi promotori", "No start: too few promoters", "La raccolta non si apre perché non ci sono abbastanza promotori.", "The campaign never opens because there are too few promoters.", "less"),
    _yes_no("exit_campaign_failed", "Raccolta non riuscita", "Campaign failed", "La raccolta non raggiunge le mete entro la scadenza, neppure al secondo tentativo se previsto.", "The campaign misses its targets by the deadline, also at the second try where there is one.", "less"),
    _yes_no("exit_under_legal_minimum", "Troppo pochi soci per la legge", "Too few members for the law", "Dopo la nascita i soci restano sotto il minimo di legge per un anno e la cooperativa si scioglie.", "After founding, members stay below the legal minimum for a year and the cooperative is dissolved.", "less"),
    _yes_no("exit_no_board", "Chiude senza amministratori", "Closes without directors", "Dopo la nascita per un anno non si trovano abbastanza soci disposti a stare in consiglio e la cooperativa si scioglie.", "After founding, too few members are ready to sit on the board for a year, and the cooperative is dissolved.", "less"),
    _yes_no("exit_insolvent", "Chiude per mancanza di denaro", "Closes for want of money", "Dopo la nascita il denaro manca più volte e la cooperativa è liquidata.", "After founding, money runs short again and again and the cooperative is wound up.", "less"),
    _yes_no("exit_no_service", "Chiude senza servizi", "Closes without a service", "Dopo la nascita non riesce per lungo tempo ad aprire o tenere aperto alcun servizio e la cooperativa si scioglie.", "After founding, it cannot open or keep open any service for long, and the cooperative is dissolved.", "less"),
    _yes_no("operating_at_end", "In attività alla fine", "Operating at the end", "Alla fine della simulazione la cooperativa è nata e lavora ancora.", "At the end of the simulation the cooperative has been founded and is still at work.", "more"),
    _yes_no("operating_5_years", "In attività dopo 5 anni", "Operating after 5 years", "Cinque anni dopo la nascita la cooperativa lavora ancora; esiste solo dove è nata e la simulazione arriva fin lì.", "Five years after its founding the cooperative is still at work; exists only where it was founded and the simulation reaches that far.", "more", "founded"),
    _quantity("members_at_end", "people", "Soci alla fine", "Members at the end", "Persone socie alla fine della simulazione; 0 se non è nata o ha chiuso.", "People who are members at the end of the simulation; 0 where it was not founded or has closed."),
    _quantity("months_to_break_even", "months", "Mesi al primo pareggio", "Months to break even", "Mesi dalla nascita al primo mese in cui i servizi pagano anche le spese generali; manca dove non accade.", "Months from founding to the first month in which services pay the overhead too; missing where that never happens.", "less", "founded"),
    _quantity("surplus_eur_year", "EUR a year", "Utile in un anno", "Surplus in a year", "Utile (o perdita) medio degli anni chiusi.", "Mean surplus (or loss) of the years closed.", "more", "founded"),
    _quantity("grants_due_back_eur", "EUR", "Contributi da restituire", "Grants due back", "Contributi che, per condizioni non rispettate, la cooperativa ha dovuto restituire; 0 se non è nata.", "Grants that had to be given back because their conditions failed; 0 where it is not founded.", "less"),
    _quantity("municipal_support", "0-1", "Sostegno del Comune", "Municipal support", "Sostegno del Comune alla fine della simulazione, da 0 a 1.", "Support of the municipality at the end of the simulation, from 0 to 1."),
    _quantity("bank_loans_eur", "EUR", "Prestiti della banca", "Bank loans", "Denaro avuto in prestito da banche in tutta la vita della cooperativa; 0 se non è nata.", "Money borrowed from banks in the whole life of the cooperative; 0 where it is not founded.", ""),
    _quantity("creditors_lost_eur", "EUR", "Debiti mai pagati", "Debts never paid", "Ciò che, dopo la liquidazione, resta dovuto a fornitori, personale, banche, soci usciti ed enti; 0 se la cooperativa lavora ancora o non è nata.", "What is still owed after the end to suppliers, staff, banks, members who left and funders; 0 where it is still at work or not founded.", "less"),
    _quantity("turnout", "share of members", "Presenza alle assemblee", "Turnout", "Parte dei soci presenti alle assemblee ordinarie, in media.", "Share of members present at ordinary assemblies, on average.", "more", "founded"),
    _quantity("proposals_voted", "votes", "Proposte messe ai voti", "Proposals put to the vote", "Proposte su servizi, avanzo, prezzi e statuto messe ai voti nelle assemblee.", "Proposals on services, surplus, prices and statute put to the vote in assemblies.", "", "founded"),
    _quantity("void_assemblies", "share of assemblies", "Assemblee senza numero legale", "Assemblies without quorum", "Parte delle assemblee ordinarie e straordinarie senza numero legale neppure in seconda convocazione.", "Share of ordinary and extraordinary assemblies without a quorum even at the second call.", "less", "founded"),
    _quantity("deciders_share", "share of members", "Quanti bastano a decidere", "How few decide", "La più piccola parte dei soci che, messa insieme, ha la maggioranza dei voti in assemblea, in media.", "Least share of members who together hold a majority of the votes in an assembly, on average.", "more", "founded"),
    _quantity("board_place_distance", "0-1", "Luoghi non rappresentati nel consiglio", "Distance of the board from places", "Distanza fra i luoghi di chi siede in consiglio e quelli dei soci, in media: 0 uguali, 1 del tutto diversi.", "Distance between the places of the board and those of members, on average: 0 alike, 1 wholly different.", "less", "founded"),
    _quantity("decision_distance_members", "0-1", "Distanza delle scelte dai bisogni dei soci", "Distance of decisions from members", "Quanto le decisioni stanno sotto la migliore per i soci: 0 la migliore, 1 nessun vantaggio.", "How far decisions are below the best one for members: 0 the best, 1 no gain.", "less", "founded"),
    _quantity("decision_distance_residents", "0-1", "Distanza delle scelte dai bisogni di tutti", "Distance of decisions from residents", "Quanto le decisioni stanno sotto la migliore per tutti gli adulti: 0 la migliore, 1 nessun vantaggio.", "How far decisions are below the best one for all adults: 0 the best, 1 no gain.", "less", "founded"),
    _quantity("applicants_refused", "people", "Domande di adesione respinte", "Applicants refused", "Persone che dopo la nascita hanno chiesto di diventare socie e che il consiglio, per legge o statuto, non ha ammesso; 0 se non è nata.", "People who asked to join after founding and whom the board, by law or statute, did not admit; 0 where it is not founded.", ""),
    _quantity("members_excluded", "people", "Soci esclusi", "Members excluded", "Soci che il consiglio ha escluso perché si sono trasferiti o non hanno versato le quote sottoscritte; 0 se non è nata.", "Members whom the board excluded because they moved away or did not pay in the shares they took; 0 where it is not founded.", ""),
    _quantity("need_really_met_share", "share of need", "Bisogno davvero coperto", "Need really met", "Parte dei bisogni degli adulti coperta alla fine dai servizi aperti, per chi li usa.", "Share of the adults' needs met in the end by the services that are open, for who uses them."),
    _quantity("worst_place_met_share", "share of need", "Bisogno coperto nel luogo peggiore", "Need met in the worst place", "La stessa parte nel luogo che ne ha di meno.", "The same share in the place that has least."),
    _quantity("benefit_gini", "0-1", "Disuguaglianza del beneficio", "Inequality of benefit", "Indice di Gini del beneficio fra gli adulti: 0 tutti uguali, 1 tutto a uno; manca se nulla è aperto.", "Gini index of benefit among adults: 0 all alike, 1 all to one; missing where nothing is open.", "less"),
    _quantity("firms_competed", "firms", "Imprese in concorrenza", "Firms competed with", "Commercianti che vendono le stesse cose nei luoghi in cui la cooperativa prende abbastanza clienti perché se ne accorgano (numero atteso).", "Traders who sell the same in the places in which the cooperative takes enough customers to be felt (expected number).", "less"),
    _yes_no("undecided", "Ancora aperta alla fine", "Still open at the end", "Alla fine della simulazione non è nata né fallita.", "At the end of the simulation it is neither founded nor given up.", ""),
)  # fmt: skip

BY_NAME: dict[str, Indicator] = {indicator.name: indicator for indicator in INDICATORS}
MEMBERS_BY_PLACE = "members_by_place"
"""Name under which members by place are reported; in tables a column ``members_<place id>`` each (month 36, 0 where not founded)."""


def member_column(place_id: str) -> str:
    """Column that holds the members of one place."""
    return f"members_{place_id}"
