"""The words the people are made of. Streets, towns and postcode districts are invented."""


def _listed(text: str, between: str = " ") -> tuple[str, ...]:
    return tuple(text.split(between))


WOMEN = _listed(
    "Ivy Doreen Maureen Edith Nasreen Parveen Beryl Hilda Jean Agnieszka Winifred Gladys Olive "
    "Surinder Yasmin Comfort Brenda Dilys Marjorie Rukhsana Siobhan Elsie Pauline Ngozi Harjit "
    "Freda Audrey Mei Sheila Halina Vera Shirin Joan Constance Bronwen Amina"
)
MEN = _listed(
    "Harold Stanley Mohammed Wilfred Arthur Tariq Kenneth Zbigniew Delroy Ronald Gurdeep Clifford "
    "Emmanuel Norman Iqbal Raymond Cyril Declan Leonard Winston Balbir Ernest Rashid Donald Wei "
    "Herbert Yusuf Gordon Frank Kwame Trevor Maurice Imran Reginald Euan Sunil"
)
SURNAMES = _listed(
    "Crabtree Hussain Ackroyd Sutcliffe Kowalska Okafor Dhillon Greenwood Barraclough Campbell "
    "Mahmood Helliwell Murgatroyd Sharma Priestley Nwosu Thackray Begum Holdsworth Bielski "
    "Illingworth Grewal Feather Mensah Shackleton Chaudhry Butterworth Gill Lumb Wojcik Varley "
    "Akhtar Horsfall Boateng Uttley Rehman Pickles Singh Redfearn Adeyemi Naylor Bashir Sykes "
    "Lam Haigh Chowdhury Midgley Gallagher Ramsden Pereira Whiteley Javed Armitage Dube Crossley "
    "Zielinski Firth Parmar Lockwood Sesay"
)
STREETS = _listed(
    "Tenter Croft Lane,Packhorse Bridge Road,Weavers Gate,Nab Top Road,Clough Hey Street,"
    "Ginnel End Close,Millrace Fold Road,Old Shuttle Street,Cragside Rise Avenue,"
    "Beckfoot Mill Lane,Larch Knowl Drive,Delph Edge Lane,Fulling Mill Court,"
    "Harebell Bank Road,Stoodley Hey Close,Wharf Bottom Street,Bobbin Row Terrace,"
    "Curlew Nook Avenue,Tentercroft Place,Dyehouse Hill Road",
    between=",",
)
TOWNS = ("Aldersyke", "Nethercrag", "Skelbrough", "Ossenthorpe", "Hebbleden")
# Districts that are in no use, so that no real address can be meant.
DISTRICTS = ("HX8", "HX9", "HD11", "HD12", "WF19", "LS31", "BD26")
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"

# For a woman and for a man.
RELATIONS = (
    ("daughter", "son"), ("niece", "nephew"), ("neighbour", "neighbour"), ("sister", "brother"),
)  # fmt: skip
JOBS = (
    "Care worker", "Senior care worker", "Care coordinator", "Registered manager", "Care worker",
    "Night care worker", "Field supervisor", "Care worker", "Administrator", "Care worker",
)  # fmt: skip
CONDITIONS = (
    "Vascular dementia", "COPD", "Parkinsons disease", "Type 2 diabetes", "Left-sided weakness "
    "after stroke", "Rheumatoid arthritis", "Macular degeneration", "Heart failure",
)  # fmt: skip
MEDICINES = (
    "Donepezil 10 mg at night", "Co-careldopa 25/100 three times a day", "Metformin 500 mg twice "
    "a day", "Apixaban 5 mg twice a day", "Furosemide 40 mg in the morning", "Paracetamol 1 g "
    "when needed", "Salbutamol inhaler, two puffs when needed",
)  # fmt: skip
RISKS = (
    "Lives alone; falls, frame in use", "Hard of hearing, cannot hear the bell", "Cared for in "
    "bed, two carers", "Walks about at night", "Skin at risk, turn at each visit",
)  # fmt: skip
PASSWORDS = _listed("bilberry tramlines marigold toffee lapwing harvest saddler bonfire")
