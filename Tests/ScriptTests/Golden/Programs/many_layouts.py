# Every layout of attributes is told from every other at places that run for the first time, however many there are.
class C0:
    def __init__(self):
        self.a = 0
        self.b = 0 + 1


c = C0()
if (c.b, c.a) != (0 + 1, 0):
    print(0, c.b, c.a)


class C1:
    def __init__(self):
        self.a = 1
        self.b = 1 + 1


c = C1()
if (c.b, c.a) != (1 + 1, 1):
    print(1, c.b, c.a)


class C2:
    def __init__(self):
        self.a = 2
        self.b = 2 + 1


c = C2()
if (c.b, c.a) != (2 + 1, 2):
    print(2, c.b, c.a)


class C3:
    def __init__(self):
        self.a = 3
        self.b = 3 + 1


c = C3()
if (c.b, c.a) != (3 + 1, 3):
    print(3, c.b, c.a)


class C4:
    def __init__(self):
        self.a = 4
        self.b = 4 + 1


c = C4()
if (c.b, c.a) != (4 + 1, 4):
    print(4, c.b, c.a)


class C5:
    def __init__(self):
        self.a = 5
        self.b = 5 + 1


c = C5()
if (c.b, c.a) != (5 + 1, 5):
    print(5, c.b, c.a)


class C6:
    def __init__(self):
        self.a = 6
        self.b = 6 + 1


c = C6()
if (c.b, c.a) != (6 + 1, 6):
    print(6, c.b, c.a)


class C7:
    def __init__(self):
        self.a = 7
        self.b = 7 + 1


c = C7()
if (c.b, c.a) != (7 + 1, 7):
    print(7, c.b, c.a)


class C8:
    def __init__(self):
        self.a = 8
        self.b = 8 + 1


c = C8()
if (c.b, c.a) != (8 + 1, 8):
    print(8, c.b, c.a)


class C9:
    def __init__(self):
        self.a = 9
        self.b = 9 + 1


c = C9()
if (c.b, c.a) != (9 + 1, 9):
    print(9, c.b, c.a)


class C10:
    def __init__(self):
        self.a = 10
        self.b = 10 + 1


c = C10()
if (c.b, c.a) != (10 + 1, 10):
    print(10, c.b, c.a)


class C11:
    def __init__(self):
        self.a = 11
        self.b = 11 + 1


c = C11()
if (c.b, c.a) != (11 + 1, 11):
    print(11, c.b, c.a)


class C12:
    def __init__(self):
        self.a = 12
        self.b = 12 + 1


c = C12()
if (c.b, c.a) != (12 + 1, 12):
    print(12, c.b, c.a)


class C13:
    def __init__(self):
        self.a = 13
        self.b = 13 + 1


c = C13()
if (c.b, c.a) != (13 + 1, 13):
    print(13, c.b, c.a)


class C14:
    def __init__(self):
        self.a = 14
        self.b = 14 + 1


c = C14()
if (c.b, c.a) != (14 + 1, 14):
    print(14, c.b, c.a)


class C15:
    def __init__(self):
        self.a = 15
        self.b = 15 + 1


c = C15()
if (c.b, c.a) != (15 + 1, 15):
    print(15, c.b, c.a)


class C16:
    def __init__(self):
        self.a = 16
        self.b = 16 + 1


c = C16()
if (c.b, c.a) != (16 + 1, 16):
    print(16, c.b, c.a)


class C17:
    def __init__(self):
        self.a = 17
        self.b = 17 + 1


c = C17()
if (c.b, c.a) != (17 + 1, 17):
    print(17, c.b, c.a)


class C18:
    def __init__(self):
        self.a = 18
        self.b = 18 + 1


c = C18()
if (c.b, c.a) != (18 + 1, 18):
    print(18, c.b, c.a)


class C19:
    def __init__(self):
        self.a = 19
        self.b = 19 + 1


c = C19()
if (c.b, c.a) != (19 + 1, 19):
    print(19, c.b, c.a)


class C20:
    def __init__(self):
        self.a = 20
        self.b = 20 + 1


c = C20()
if (c.b, c.a) != (20 + 1, 20):
    print(20, c.b, c.a)


class C21:
    def __init__(self):
        self.a = 21
        self.b = 21 + 1


c = C21()
if (c.b, c.a) != (21 + 1, 21):
    print(21, c.b, c.a)


class C22:
    def __init__(self):
        self.a = 22
        self.b = 22 + 1


c = C22()
if (c.b, c.a) != (22 + 1, 22):
    print(22, c.b, c.a)


class C23:
    def __init__(self):
        self.a = 23
        self.b = 23 + 1


c = C23()
if (c.b, c.a) != (23 + 1, 23):
    print(23, c.b, c.a)


class C24:
    def __init__(self):
        self.a = 24
        self.b = 24 + 1


c = C24()
if (c.b, c.a) != (24 + 1, 24):
    print(24, c.b, c.a)


class C25:
    def __init__(self):
        self.a = 25
        self.b = 25 + 1


c = C25()
if (c.b, c.a) != (25 + 1, 25):
    print(25, c.b, c.a)


class C26:
    def __init__(self):
        self.a = 26
        self.b = 26 + 1


c = C26()
if (c.b, c.a) != (26 + 1, 26):
    print(26, c.b, c.a)


class C27:
    def __init__(self):
        self.a = 27
        self.b = 27 + 1


c = C27()
if (c.b, c.a) != (27 + 1, 27):
    print(27, c.b, c.a)


class C28:
    def __init__(self):
        self.a = 28
        self.b = 28 + 1


c = C28()
if (c.b, c.a) != (28 + 1, 28):
    print(28, c.b, c.a)


class C29:
    def __init__(self):
        self.a = 29
        self.b = 29 + 1


c = C29()
if (c.b, c.a) != (29 + 1, 29):
    print(29, c.b, c.a)


class C30:
    def __init__(self):
        self.a = 30
        self.b = 30 + 1


c = C30()
if (c.b, c.a) != (30 + 1, 30):
    print(30, c.b, c.a)


class C31:
    def __init__(self):
        self.a = 31
        self.b = 31 + 1


c = C31()
if (c.b, c.a) != (31 + 1, 31):
    print(31, c.b, c.a)


class C32:
    def __init__(self):
        self.a = 32
        self.b = 32 + 1


c = C32()
if (c.b, c.a) != (32 + 1, 32):
    print(32, c.b, c.a)


class C33:
    def __init__(self):
        self.a = 33
        self.b = 33 + 1


c = C33()
if (c.b, c.a) != (33 + 1, 33):
    print(33, c.b, c.a)


class C34:
    def __init__(self):
        self.a = 34
        self.b = 34 + 1


c = C34()
if (c.b, c.a) != (34 + 1, 34):
    print(34, c.b, c.a)


class C35:
    def __init__(self):
        self.a = 35
        self.b = 35 + 1


c = C35()
if (c.b, c.a) != (35 + 1, 35):
    print(35, c.b, c.a)


class C36:
    def __init__(self):
        self.a = 36
        self.b = 36 + 1


c = C36()
if (c.b, c.a) != (36 + 1, 36):
    print(36, c.b, c.a)


class C37:
    def __init__(self):
        self.a = 37
        self.b = 37 + 1


c = C37()
if (c.b, c.a) != (37 + 1, 37):
    print(37, c.b, c.a)


class C38:
    def __init__(self):
        self.a = 38
        self.b = 38 + 1


c = C38()
if (c.b, c.a) != (38 + 1, 38):
    print(38, c.b, c.a)


class C39:
    def __init__(self):
        self.a = 39
        self.b = 39 + 1


c = C39()
if (c.b, c.a) != (39 + 1, 39):
    print(39, c.b, c.a)


class C40:
    def __init__(self):
        self.a = 40
        self.b = 40 + 1


c = C40()
if (c.b, c.a) != (40 + 1, 40):
    print(40, c.b, c.a)


class C41:
    def __init__(self):
        self.a = 41
        self.b = 41 + 1


c = C41()
if (c.b, c.a) != (41 + 1, 41):
    print(41, c.b, c.a)


class C42:
    def __init__(self):
        self.a = 42
        self.b = 42 + 1


c = C42()
if (c.b, c.a) != (42 + 1, 42):
    print(42, c.b, c.a)


class C43:
    def __init__(self):
        self.a = 43
        self.b = 43 + 1


c = C43()
if (c.b, c.a) != (43 + 1, 43):
    print(43, c.b, c.a)


class C44:
    def __init__(self):
        self.a = 44
        self.b = 44 + 1


c = C44()
if (c.b, c.a) != (44 + 1, 44):
    print(44, c.b, c.a)


class C45:
    def __init__(self):
        self.a = 45
        self.b = 45 + 1


c = C45()
if (c.b, c.a) != (45 + 1, 45):
    print(45, c.b, c.a)


class C46:
    def __init__(self):
        self.a = 46
        self.b = 46 + 1


c = C46()
if (c.b, c.a) != (46 + 1, 46):
    print(46, c.b, c.a)


class C47:
    def __init__(self):
        self.a = 47
        self.b = 47 + 1


c = C47()
if (c.b, c.a) != (47 + 1, 47):
    print(47, c.b, c.a)


class C48:
    def __init__(self):
        self.a = 48
        self.b = 48 + 1


c = C48()
if (c.b, c.a) != (48 + 1, 48):
    print(48, c.b, c.a)


class C49:
    def __init__(self):
        self.a = 49
        self.b = 49 + 1


c = C49()
if (c.b, c.a) != (49 + 1, 49):
    print(49, c.b, c.a)


class C50:
    def __init__(self):
        self.a = 50
        self.b = 50 + 1


c = C50()
if (c.b, c.a) != (50 + 1, 50):
    print(50, c.b, c.a)


class C51:
    def __init__(self):
        self.a = 51
        self.b = 51 + 1


c = C51()
if (c.b, c.a) != (51 + 1, 51):
    print(51, c.b, c.a)


class C52:
    def __init__(self):
        self.a = 52
        self.b = 52 + 1


c = C52()
if (c.b, c.a) != (52 + 1, 52):
    print(52, c.b, c.a)


class C53:
    def __init__(self):
        self.a = 53
        self.b = 53 + 1


c = C53()
if (c.b, c.a) != (53 + 1, 53):
    print(53, c.b, c.a)


class C54:
    def __init__(self):
        self.a = 54
        self.b = 54 + 1


c = C54()
if (c.b, c.a) != (54 + 1, 54):
    print(54, c.b, c.a)


class C55:
    def __init__(self):
        self.a = 55
        self.b = 55 + 1


c = C55()
if (c.b, c.a) != (55 + 1, 55):
    print(55, c.b, c.a)


class C56:
    def __init__(self):
        self.a = 56
        self.b = 56 + 1


c = C56()
if (c.b, c.a) != (56 + 1, 56):
    print(56, c.b, c.a)


class C57:
    def __init__(self):
        self.a = 57
        self.b = 57 + 1


c = C57()
if (c.b, c.a) != (57 + 1, 57):
    print(57, c.b, c.a)


class C58:
    def __init__(self):
        self.a = 58
        self.b = 58 + 1


c = C58()
if (c.b, c.a) != (58 + 1, 58):
    print(58, c.b, c.a)


class C59:
    def __init__(self):
        self.a = 59
        self.b = 59 + 1


c = C59()
if (c.b, c.a) != (59 + 1, 59):
    print(59, c.b, c.a)


class C60:
    def __init__(self):
        self.a = 60
        self.b = 60 + 1


c = C60()
if (c.b, c.a) != (60 + 1, 60):
    print(60, c.b, c.a)


class C61:
    def __init__(self):
        self.a = 61
        self.b = 61 + 1


c = C61()
if (c.b, c.a) != (61 + 1, 61):
    print(61, c.b, c.a)


class C62:
    def __init__(self):
        self.a = 62
        self.b = 62 + 1


c = C62()
if (c.b, c.a) != (62 + 1, 62):
    print(62, c.b, c.a)


class C63:
    def __init__(self):
        self.a = 63
        self.b = 63 + 1


c = C63()
if (c.b, c.a) != (63 + 1, 63):
    print(63, c.b, c.a)


class C64:
    def __init__(self):
        self.a = 64
        self.b = 64 + 1


c = C64()
if (c.b, c.a) != (64 + 1, 64):
    print(64, c.b, c.a)


class C65:
    def __init__(self):
        self.a = 65
        self.b = 65 + 1


c = C65()
if (c.b, c.a) != (65 + 1, 65):
    print(65, c.b, c.a)


class C66:
    def __init__(self):
        self.a = 66
        self.b = 66 + 1


c = C66()
if (c.b, c.a) != (66 + 1, 66):
    print(66, c.b, c.a)


class C67:
    def __init__(self):
        self.a = 67
        self.b = 67 + 1


c = C67()
if (c.b, c.a) != (67 + 1, 67):
    print(67, c.b, c.a)


class C68:
    def __init__(self):
        self.a = 68
        self.b = 68 + 1


c = C68()
if (c.b, c.a) != (68 + 1, 68):
    print(68, c.b, c.a)


class C69:
    def __init__(self):
        self.a = 69
        self.b = 69 + 1


c = C69()
if (c.b, c.a) != (69 + 1, 69):
    print(69, c.b, c.a)


class C70:
    def __init__(self):
        self.a = 70
        self.b = 70 + 1


c = C70()
if (c.b, c.a) != (70 + 1, 70):
    print(70, c.b, c.a)


class C71:
    def __init__(self):
        self.a = 71
        self.b = 71 + 1


c = C71()
if (c.b, c.a) != (71 + 1, 71):
    print(71, c.b, c.a)


class C72:
    def __init__(self):
        self.a = 72
        self.b = 72 + 1


c = C72()
if (c.b, c.a) != (72 + 1, 72):
    print(72, c.b, c.a)


class C73:
    def __init__(self):
        self.a = 73
        self.b = 73 + 1


c = C73()
if (c.b, c.a) != (73 + 1, 73):
    print(73, c.b, c.a)


class C74:
    def __init__(self):
        self.a = 74
        self.b = 74 + 1


c = C74()
if (c.b, c.a) != (74 + 1, 74):
    print(74, c.b, c.a)


class C75:
    def __init__(self):
        self.a = 75
        self.b = 75 + 1


c = C75()
if (c.b, c.a) != (75 + 1, 75):
    print(75, c.b, c.a)


class C76:
    def __init__(self):
        self.a = 76
        self.b = 76 + 1


c = C76()
if (c.b, c.a) != (76 + 1, 76):
    print(76, c.b, c.a)


class C77:
    def __init__(self):
        self.a = 77
        self.b = 77 + 1


c = C77()
if (c.b, c.a) != (77 + 1, 77):
    print(77, c.b, c.a)


class C78:
    def __init__(self):
        self.a = 78
        self.b = 78 + 1


c = C78()
if (c.b, c.a) != (78 + 1, 78):
    print(78, c.b, c.a)


class C79:
    def __init__(self):
        self.a = 79
        self.b = 79 + 1


c = C79()
if (c.b, c.a) != (79 + 1, 79):
    print(79, c.b, c.a)


class C80:
    def __init__(self):
        self.a = 80
        self.b = 80 + 1


c = C80()
if (c.b, c.a) != (80 + 1, 80):
    print(80, c.b, c.a)


class C81:
    def __init__(self):
        self.a = 81
        self.b = 81 + 1


c = C81()
if (c.b, c.a) != (81 + 1, 81):
    print(81, c.b, c.a)


class C82:
    def __init__(self):
        self.a = 82
        self.b = 82 + 1


c = C82()
if (c.b, c.a) != (82 + 1, 82):
    print(82, c.b, c.a)


class C83:
    def __init__(self):
        self.a = 83
        self.b = 83 + 1


c = C83()
if (c.b, c.a) != (83 + 1, 83):
    print(83, c.b, c.a)


class C84:
    def __init__(self):
        self.a = 84
        self.b = 84 + 1


c = C84()
if (c.b, c.a) != (84 + 1, 84):
    print(84, c.b, c.a)


class C85:
    def __init__(self):
        self.a = 85
        self.b = 85 + 1


c = C85()
if (c.b, c.a) != (85 + 1, 85):
    print(85, c.b, c.a)


class C86:
    def __init__(self):
        self.a = 86
        self.b = 86 + 1


c = C86()
if (c.b, c.a) != (86 + 1, 86):
    print(86, c.b, c.a)


class C87:
    def __init__(self):
        self.a = 87
        self.b = 87 + 1


c = C87()
if (c.b, c.a) != (87 + 1, 87):
    print(87, c.b, c.a)


class C88:
    def __init__(self):
        self.a = 88
        self.b = 88 + 1


c = C88()
if (c.b, c.a) != (88 + 1, 88):
    print(88, c.b, c.a)


class C89:
    def __init__(self):
        self.a = 89
        self.b = 89 + 1


c = C89()
if (c.b, c.a) != (89 + 1, 89):
    print(89, c.b, c.a)


class C90:
    def __init__(self):
        self.a = 90
        self.b = 90 + 1


c = C90()
if (c.b, c.a) != (90 + 1, 90):
    print(90, c.b, c.a)


class C91:
    def __init__(self):
        self.a = 91
        self.b = 91 + 1


c = C91()
if (c.b, c.a) != (91 + 1, 91):
    print(91, c.b, c.a)


class C92:
    def __init__(self):
        self.a = 92
        self.b = 92 + 1


c = C92()
if (c.b, c.a) != (92 + 1, 92):
    print(92, c.b, c.a)


class C93:
    def __init__(self):
        self.a = 93
        self.b = 93 + 1


c = C93()
if (c.b, c.a) != (93 + 1, 93):
    print(93, c.b, c.a)


class C94:
    def __init__(self):
        self.a = 94
        self.b = 94 + 1


c = C94()
if (c.b, c.a) != (94 + 1, 94):
    print(94, c.b, c.a)


class C95:
    def __init__(self):
        self.a = 95
        self.b = 95 + 1


c = C95()
if (c.b, c.a) != (95 + 1, 95):
    print(95, c.b, c.a)


class C96:
    def __init__(self):
        self.a = 96
        self.b = 96 + 1


c = C96()
if (c.b, c.a) != (96 + 1, 96):
    print(96, c.b, c.a)


class C97:
    def __init__(self):
        self.a = 97
        self.b = 97 + 1


c = C97()
if (c.b, c.a) != (97 + 1, 97):
    print(97, c.b, c.a)


class C98:
    def __init__(self):
        self.a = 98
        self.b = 98 + 1


c = C98()
if (c.b, c.a) != (98 + 1, 98):
    print(98, c.b, c.a)


class C99:
    def __init__(self):
        self.a = 99
        self.b = 99 + 1


c = C99()
if (c.b, c.a) != (99 + 1, 99):
    print(99, c.b, c.a)


class C100:
    def __init__(self):
        self.a = 100
        self.b = 100 + 1


c = C100()
if (c.b, c.a) != (100 + 1, 100):
    print(100, c.b, c.a)


class C101:
    def __init__(self):
        self.a = 101
        self.b = 101 + 1


c = C101()
if (c.b, c.a) != (101 + 1, 101):
    print(101, c.b, c.a)


class C102:
    def __init__(self):
        self.a = 102
        self.b = 102 + 1


c = C102()
if (c.b, c.a) != (102 + 1, 102):
    print(102, c.b, c.a)


class C103:
    def __init__(self):
        self.a = 103
        self.b = 103 + 1


c = C103()
if (c.b, c.a) != (103 + 1, 103):
    print(103, c.b, c.a)


class C104:
    def __init__(self):
        self.a = 104
        self.b = 104 + 1


c = C104()
if (c.b, c.a) != (104 + 1, 104):
    print(104, c.b, c.a)


class C105:
    def __init__(self):
        self.a = 105
        self.b = 105 + 1


c = C105()
if (c.b, c.a) != (105 + 1, 105):
    print(105, c.b, c.a)


class C106:
    def __init__(self):
        self.a = 106
        self.b = 106 + 1


c = C106()
if (c.b, c.a) != (106 + 1, 106):
    print(106, c.b, c.a)


class C107:
    def __init__(self):
        self.a = 107
        self.b = 107 + 1


c = C107()
if (c.b, c.a) != (107 + 1, 107):
    print(107, c.b, c.a)


class C108:
    def __init__(self):
        self.a = 108
        self.b = 108 + 1


c = C108()
if (c.b, c.a) != (108 + 1, 108):
    print(108, c.b, c.a)


class C109:
    def __init__(self):
        self.a = 109
        self.b = 109 + 1


c = C109()
if (c.b, c.a) != (109 + 1, 109):
    print(109, c.b, c.a)


class C110:
    def __init__(self):
        self.a = 110
        self.b = 110 + 1


c = C110()
if (c.b, c.a) != (110 + 1, 110):
    print(110, c.b, c.a)


class C111:
    def __init__(self):
        self.a = 111
        self.b = 111 + 1


c = C111()
if (c.b, c.a) != (111 + 1, 111):
    print(111, c.b, c.a)


class C112:
    def __init__(self):
        self.a = 112
        self.b = 112 + 1


c = C112()
if (c.b, c.a) != (112 + 1, 112):
    print(112, c.b, c.a)


class C113:
    def __init__(self):
        self.a = 113
        self.b = 113 + 1


c = C113()
if (c.b, c.a) != (113 + 1, 113):
    print(113, c.b, c.a)


class C114:
    def __init__(self):
        self.a = 114
        self.b = 114 + 1


c = C114()
if (c.b, c.a) != (114 + 1, 114):
    print(114, c.b, c.a)


class C115:
    def __init__(self):
        self.a = 115
        self.b = 115 + 1


c = C115()
if (c.b, c.a) != (115 + 1, 115):
    print(115, c.b, c.a)


class C116:
    def __init__(self):
        self.a = 116
        self.b = 116 + 1


c = C116()
if (c.b, c.a) != (116 + 1, 116):
    print(116, c.b, c.a)


class C117:
    def __init__(self):
        self.a = 117
        self.b = 117 + 1


c = C117()
if (c.b, c.a) != (117 + 1, 117):
    print(117, c.b, c.a)


class C118:
    def __init__(self):
        self.a = 118
        self.b = 118 + 1


c = C118()
if (c.b, c.a) != (118 + 1, 118):
    print(118, c.b, c.a)


class C119:
    def __init__(self):
        self.a = 119
        self.b = 119 + 1


c = C119()
if (c.b, c.a) != (119 + 1, 119):
    print(119, c.b, c.a)


class C120:
    def __init__(self):
        self.a = 120
        self.b = 120 + 1


c = C120()
if (c.b, c.a) != (120 + 1, 120):
    print(120, c.b, c.a)


class C121:
    def __init__(self):
        self.a = 121
        self.b = 121 + 1


c = C121()
if (c.b, c.a) != (121 + 1, 121):
    print(121, c.b, c.a)


class C122:
    def __init__(self):
        self.a = 122
        self.b = 122 + 1


c = C122()
if (c.b, c.a) != (122 + 1, 122):
    print(122, c.b, c.a)


class C123:
    def __init__(self):
        self.a = 123
        self.b = 123 + 1


c = C123()
if (c.b, c.a) != (123 + 1, 123):
    print(123, c.b, c.a)


class C124:
    def __init__(self):
        self.a = 124
        self.b = 124 + 1


c = C124()
if (c.b, c.a) != (124 + 1, 124):
    print(124, c.b, c.a)


class C125:
    def __init__(self):
        self.a = 125
        self.b = 125 + 1


c = C125()
if (c.b, c.a) != (125 + 1, 125):
    print(125, c.b, c.a)


class C126:
    def __init__(self):
        self.a = 126
        self.b = 126 + 1


c = C126()
if (c.b, c.a) != (126 + 1, 126):
    print(126, c.b, c.a)


class C127:
    def __init__(self):
        self.a = 127
        self.b = 127 + 1


c = C127()
if (c.b, c.a) != (127 + 1, 127):
    print(127, c.b, c.a)


class C128:
    def __init__(self):
        self.a = 128
        self.b = 128 + 1


c = C128()
if (c.b, c.a) != (128 + 1, 128):
    print(128, c.b, c.a)


class C129:
    def __init__(self):
        self.a = 129
        self.b = 129 + 1


c = C129()
if (c.b, c.a) != (129 + 1, 129):
    print(129, c.b, c.a)


class C130:
    def __init__(self):
        self.a = 130
        self.b = 130 + 1


c = C130()
if (c.b, c.a) != (130 + 1, 130):
    print(130, c.b, c.a)


class C131:
    def __init__(self):
        self.a = 131
        self.b = 131 + 1


c = C131()
if (c.b, c.a) != (131 + 1, 131):
    print(131, c.b, c.a)


class C132:
    def __init__(self):
        self.a = 132
        self.b = 132 + 1


c = C132()
if (c.b, c.a) != (132 + 1, 132):
    print(132, c.b, c.a)


class C133:
    def __init__(self):
        self.a = 133
        self.b = 133 + 1


c = C133()
if (c.b, c.a) != (133 + 1, 133):
    print(133, c.b, c.a)


class C134:
    def __init__(self):
        self.a = 134
        self.b = 134 + 1


c = C134()
if (c.b, c.a) != (134 + 1, 134):
    print(134, c.b, c.a)


class C135:
    def __init__(self):
        self.a = 135
        self.b = 135 + 1


c = C135()
if (c.b, c.a) != (135 + 1, 135):
    print(135, c.b, c.a)


class C136:
    def __init__(self):
        self.a = 136
        self.b = 136 + 1


c = C136()
if (c.b, c.a) != (136 + 1, 136):
    print(136, c.b, c.a)


class C137:
    def __init__(self):
        self.a = 137
        self.b = 137 + 1


c = C137()
if (c.b, c.a) != (137 + 1, 137):
    print(137, c.b, c.a)


class C138:
    def __init__(self):
        self.a = 138
        self.b = 138 + 1


c = C138()
if (c.b, c.a) != (138 + 1, 138):
    print(138, c.b, c.a)


class C139:
    def __init__(self):
        self.a = 139
        self.b = 139 + 1


c = C139()
if (c.b, c.a) != (139 + 1, 139):
    print(139, c.b, c.a)


class C140:
    def __init__(self):
        self.a = 140
        self.b = 140 + 1


c = C140()
if (c.b, c.a) != (140 + 1, 140):
    print(140, c.b, c.a)


class C141:
    def __init__(self):
        self.a = 141
        self.b = 141 + 1


c = C141()
if (c.b, c.a) != (141 + 1, 141):
    print(141, c.b, c.a)


class C142:
    def __init__(self):
        self.a = 142
        self.b = 142 + 1


c = C142()
if (c.b, c.a) != (142 + 1, 142):
    print(142, c.b, c.a)


class C143:
    def __init__(self):
        self.a = 143
        self.b = 143 + 1


c = C143()
if (c.b, c.a) != (143 + 1, 143):
    print(143, c.b, c.a)


class C144:
    def __init__(self):
        self.a = 144
        self.b = 144 + 1


c = C144()
if (c.b, c.a) != (144 + 1, 144):
    print(144, c.b, c.a)


class C145:
    def __init__(self):
        self.a = 145
        self.b = 145 + 1


c = C145()
if (c.b, c.a) != (145 + 1, 145):
    print(145, c.b, c.a)


class C146:
    def __init__(self):
        self.a = 146
        self.b = 146 + 1


c = C146()
if (c.b, c.a) != (146 + 1, 146):
    print(146, c.b, c.a)


class C147:
    def __init__(self):
        self.a = 147
        self.b = 147 + 1


c = C147()
if (c.b, c.a) != (147 + 1, 147):
    print(147, c.b, c.a)


class C148:
    def __init__(self):
        self.a = 148
        self.b = 148 + 1


c = C148()
if (c.b, c.a) != (148 + 1, 148):
    print(148, c.b, c.a)


class C149:
    def __init__(self):
        self.a = 149
        self.b = 149 + 1


c = C149()
if (c.b, c.a) != (149 + 1, 149):
    print(149, c.b, c.a)


print("all read")
