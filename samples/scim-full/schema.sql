-- Every attribute of the core User, Enterprise User and Group schemas (RFC 7643 §4), in SQLite.
-- Text compares without regard to case where the RFC says so (COLLATE NOCASE).

CREATE TABLE IF NOT EXISTS Users (
    Id                TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    UserName          TEXT NOT NULL UNIQUE COLLATE NOCASE,
    ExternalId        TEXT,
    NameFormatted     TEXT COLLATE NOCASE,
    FamilyName        TEXT COLLATE NOCASE,
    GivenName         TEXT COLLATE NOCASE,
    MiddleName        TEXT COLLATE NOCASE,
    HonorificPrefix   TEXT COLLATE NOCASE,
    HonorificSuffix   TEXT COLLATE NOCASE,
    DisplayName       TEXT COLLATE NOCASE,
    NickName          TEXT COLLATE NOCASE,
    ProfileUrl        TEXT,
    Title             TEXT COLLATE NOCASE,
    UserType          TEXT COLLATE NOCASE,
    PreferredLanguage TEXT COLLATE NOCASE,
    Locale            TEXT COLLATE NOCASE,
    Timezone          TEXT COLLATE NOCASE,
    Active            INTEGER CHECK (Active IN (0, 1)),
    Password          TEXT,
    EmployeeNumber    TEXT COLLATE NOCASE,
    CostCenter        TEXT COLLATE NOCASE,
    Organization      TEXT COLLATE NOCASE,
    Division          TEXT COLLATE NOCASE,
    Department        TEXT COLLATE NOCASE,
    ManagerId         TEXT
);

CREATE TABLE IF NOT EXISTS UserEmails (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     TEXT COLLATE NOCASE,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserEmailsOfUser ON UserEmails (UserId);

CREATE TABLE IF NOT EXISTS UserPhoneNumbers (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     TEXT COLLATE NOCASE,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserPhoneNumbersOfUser ON UserPhoneNumbers (UserId);

CREATE TABLE IF NOT EXISTS UserIms (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     TEXT COLLATE NOCASE,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserImsOfUser ON UserIms (UserId);

CREATE TABLE IF NOT EXISTS UserPhotos (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     TEXT,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserPhotosOfUser ON UserPhotos (UserId);

CREATE TABLE IF NOT EXISTS UserEntitlements (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     TEXT COLLATE NOCASE,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserEntitlementsOfUser ON UserEntitlements (UserId);

CREATE TABLE IF NOT EXISTS UserRoles (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     TEXT COLLATE NOCASE,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserRolesOfUser ON UserRoles (UserId);

CREATE TABLE IF NOT EXISTS UserCertificates (
    RowId     INTEGER PRIMARY KEY,
    UserId    TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     BLOB,
    Display   TEXT COLLATE NOCASE,
    Type      TEXT COLLATE NOCASE,
    IsPrimary INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserCertificatesOfUser ON UserCertificates (UserId);

CREATE TABLE IF NOT EXISTS UserAddresses (
    RowId         INTEGER PRIMARY KEY,
    UserId        TEXT NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Formatted     TEXT COLLATE NOCASE,
    StreetAddress TEXT COLLATE NOCASE,
    Locality      TEXT COLLATE NOCASE,
    Region        TEXT COLLATE NOCASE,
    PostalCode    TEXT COLLATE NOCASE,
    Country       TEXT COLLATE NOCASE,
    Type          TEXT COLLATE NOCASE,
    IsPrimary     INTEGER CHECK (IsPrimary IN (0, 1))
);
CREATE INDEX IF NOT EXISTS UserAddressesOfUser ON UserAddresses (UserId);

CREATE TABLE IF NOT EXISTS Groups (
    Id          TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    DisplayName TEXT NOT NULL UNIQUE COLLATE NOCASE,
    ExternalId  TEXT
);

CREATE TABLE IF NOT EXISTS GroupMembers (
    RowId      INTEGER PRIMARY KEY,
    GroupId    TEXT NOT NULL REFERENCES Groups (Id) ON DELETE CASCADE,
    MemberId   TEXT NOT NULL,
    MemberType TEXT NOT NULL CHECK (MemberType IN ('User', 'Group')),
    Display    TEXT COLLATE NOCASE,
    UNIQUE (GroupId, MemberId)
);
CREATE INDEX IF NOT EXISTS GroupMembersOfMember ON GroupMembers (MemberId);

-- Who leaves, leaves all groups, and is nobody's manager any more.
CREATE TRIGGER IF NOT EXISTS UserLeaves AFTER DELETE ON Users BEGIN
    DELETE FROM GroupMembers WHERE MemberId = OLD.Id AND MemberType = 'User';
    UPDATE Users SET ManagerId = NULL WHERE ManagerId = OLD.Id;
END;
CREATE TRIGGER IF NOT EXISTS GroupLeaves AFTER DELETE ON Groups BEGIN
    DELETE FROM GroupMembers WHERE MemberId = OLD.Id AND MemberType = 'Group';
END;
