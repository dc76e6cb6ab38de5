"""Lists of invented values: names, streets, hiding places, words. Dealt by half like templates."""

from .halves import lines


def _words(block: str) -> tuple[str, ...]:
    return tuple(block.split())


WOMEN = _words("""
Agnes Beryl Doreen Mavis Winifred Hilda Gwen Rita Joan Betty Marjorie Nora Elsie Vera Irene Audrey
Brenda Pauline Sheila Maureen Glenys Eirlys Moira Catriona Eilidh Aoife Siobhan Bridget Parveen
Shabnam Nasreen Harpreet Gurpreet Lakshmi Meera Adaeze Folake Ngozi Abena Akosua Halima Fatuma
Agnieszka Katarzyna Magdalena Ioana Mihaela Beatriz Lourdes Xiaoling Mei Thandiwe Zanele Philippa
Rosalind Daphne Yvonne Lorraine Tracey Kerry Chloe Jasmine Zoe Freya
""")
MEN = _words("""
Alfred Cyril Norman Stanley Wilfred Ronald Dennis Kenneth Leonard Reginald Gordon Ernest Percy
Horace Desmond Winston Errol Clive Trevor Gareth Emrys Iwan Hamish Fergus Lachlan Cormac Declan
Padraig Tariq Imran Bashir Balbir Surinder Rajesh Vikram Chukwuemeka Babatunde Kwame Kofi Yusuf
Abdi Tomasz Krzysztof Wojciech Florin Bogdan Joaquim Rafael Weijun Cheung Sipho Tendai Rupert
Giles Nigel Barry Wayne Callum Liam Kyle
""")
SURNAMES = _words("""
Ackroyd Barraclough Bottomley Butterworth Clutterbuck Dewhurst Entwistle Fairclough Grimshaw
Hebblethwaite Illingworth Jowett Kershaw Lumb Micklethwaite Nuttall Ogden Pickersgill Quarmby
Ramsbottom Sowerby Thistlethwaite Umpleby Varley Wadsworth Yardley Abernethy Buchanan Colquhoun
Drummond Farquharson Galbraith Innes Kinnaird Lockhart MacAskill McKechnie McGonagle O'Hanlon
O'Shaughnessy O'Dowd Gallagher Mulholland Bevan Cadwallader Gwilliam Probert Prosser Tudor Vaughan
Akhtar Bhatti Chaudhry Dhillon Grewal Hussain Iqbal Jaswal Kapoor Malhotra Nadeem Patel Qureshi
Rahman Sandhu Thakur Adeleke Boateng Chukwu Danso Eze Fashola Gyamfi Mensah Nwosu Okonkwo Quaye
Tshabalala Moyo Kowalczyk Lewandowska Nowicki Popescu Ionescu Ferreira Carvalho Huang Zhou Brown
Carter Dixon Ellis Fisher Gibson Harvey Jenkins Lawson Marsh Palmer Reeves Sutton Turner Webb
Rose Field Bishop Page Long Day Best Banks Street-Jones Smythe-Barton Penrose Trelawney
""")
STREETS = lines("""
Aldersyde Road
Bramble Close
Canal Terrace
Delph Lane
Elmfield Avenue
Fernbank Drive
Greystone Crescent
Hollin Bank
Inkerman Street
Jubilee Way
Kiln Brow
Linden Gardens
Moss Side Lane
Netherfield Road
Orchard Rise
Prospect Place
Quarry Hill
Rookery Court
Sandpiper Close
Tannery Row
Underwood Road
Viaduct Street
Weavers Walk
York Terrace
Ashdown Grove
Beech Mount
Cuckoo Lane
Drovers Way
""")
TOWNS = _words("""
Accrington Batley Chorley Dewsbury Eccles Frome Goole Hexham Ilkeston Jarrow Keighley Louth Matlock
Nelson Oldham Penrith Redcar Selby Thirsk Ulverston Ventnor Whitby Yeovil
""")
# Outward halves of real districts; the inward half is made up.
DISTRICTS = _words("""
BB5 WF17 PR7 WF12 M30 BA11 DN14 NE46 DE7 NE32 BD21 LN11 DE4 OL9 CA11 TS10 YO8 YO7 LA12 PO38 YO22
BA21 SW1V E17 N4 W1T EC1V CF24 SA1 LL57 EH6 G42 AB24 BT9
""")
SAFE_PLACES = lines("""
on the wall behind the downpipe
to the left of the porch, knee height
round the side past the bins
inside the meter cupboard
beside the kitchen door at the back
under the ramp handrail
behind the hanging basket
on the side of the garage
right of the front door under a grey cover
next to the outside tap
low down by the boiler flue
on the post at the foot of the steps
by the bin store
in the recess beside the letter box
above the coal hole
on the rear wall near the conservatory
behind the trellis
to the right of the French windows
on the left as you come through the gate
below the bedroom window
""")
KEY_PLACES = lines("""
under the third slab from the door
in the bird feeder by the shed
behind the loose brick in the porch
inside the watering can
on a nail inside the greenhouse
in the old boot on the back step
beneath the recycling box
under the stone frog
on top of the gas meter
in a jam jar in the outhouse
behind the drain cover
in the pot with the dead geranium
on the ledge above the back door
under the mat in the side porch
in the tool box in the lean-to
taped under the garden bench
inside the hollow log by the pond
on a hook behind the water butt
in the milk bottle holder
under the wheelie bin
""")
PASSWORDS = _words("""
bluebell Kestrel marmalade Trawler Snowdon badger Wimbledon thimble Rosebud lighthouse pickle
Bonnie teapot Everest Tuesday sixpence Rover gooseberry Blackpool larkspur harmonica Nutmeg
saffron Pembroke bramley Captain
""")
RELATIONS = lines("""
daughter
son
neighbour
niece
granddaughter
brother-in-law
sister
nephew
""")
DOMAINS = ("example.com", "example.org", "mail.example.com", "homecare.example.org")
CONDITIONS = lines("""
Parkinson's disease
type 2 diabetes
vascular dementia
multiple sclerosis
epilepsy
bipolar disorder
COPD
schizophrenia
breast cancer
heart failure
motor neurone disease
HIV
rheumatoid arthritis
stroke
anxiety and depression
Alzheimer's disease
""")
MEDICINES = _words("""
metformin warfarin apixaban bisoprolol sertraline donepezil levothyroxine furosemide ramipril
lansoprazole risperidone gabapentin amlodipine citalopram
""")
