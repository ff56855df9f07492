-- The tables of schema.sql for MariaDB, whose collation compares text without regard to case unless it says otherwise. Use it with
--   provider: odbc
--   connectionString: Driver=MariaDB Unicode;Server=…;Database=…;User=…

CREATE TABLE Users (
    Id                varchar(36) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY DEFAULT uuid(),
    UserName          varchar(255) NOT NULL UNIQUE,
    ExternalId        varchar(1024) COLLATE utf8mb4_bin,
    NameFormatted     varchar(255),
    FamilyName        varchar(255),
    GivenName         varchar(255),
    MiddleName        varchar(255),
    HonorificPrefix   varchar(255),
    HonorificSuffix   varchar(255),
    DisplayName       varchar(255),
    NickName          varchar(255),
    ProfileUrl        varchar(1024) COLLATE utf8mb4_bin,
    Title             varchar(255),
    UserType          varchar(255),
    PreferredLanguage varchar(255),
    Locale            varchar(255),
    Timezone          varchar(255),
    Active            boolean,
    Password          text,
    EmployeeNumber    varchar(255),
    CostCenter        varchar(255),
    Organization      varchar(255),
    Division          varchar(255),
    Department        varchar(255),
    ManagerId         varchar(255) COLLATE utf8mb4_bin
);

CREATE TABLE UserEmails (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     varchar(1024),
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserEmailsOfUser ON UserEmails (UserId);

CREATE TABLE UserPhoneNumbers (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     varchar(1024),
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserPhoneNumbersOfUser ON UserPhoneNumbers (UserId);

CREATE TABLE UserIms (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     varchar(1024),
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserImsOfUser ON UserIms (UserId);

CREATE TABLE UserPhotos (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     varchar(1024) COLLATE utf8mb4_bin,
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserPhotosOfUser ON UserPhotos (UserId);

CREATE TABLE UserEntitlements (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     varchar(1024),
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserEntitlementsOfUser ON UserEntitlements (UserId);

CREATE TABLE UserRoles (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     varchar(1024),
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserRolesOfUser ON UserRoles (UserId);

CREATE TABLE UserCertificates (
    RowId     bigint AUTO_INCREMENT PRIMARY KEY,
    UserId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Value     longblob,
    Display   varchar(255),
    Type      varchar(255),
    IsPrimary boolean
);
CREATE INDEX UserCertificatesOfUser ON UserCertificates (UserId);

CREATE TABLE UserAddresses (
    RowId         bigint AUTO_INCREMENT PRIMARY KEY,
    UserId        varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES Users (Id) ON DELETE CASCADE,
    Formatted     varchar(1024),
    StreetAddress varchar(1024),
    Locality      varchar(255),
    Region        varchar(255),
    PostalCode    varchar(255),
    Country       varchar(255),
    Type          varchar(255),
    IsPrimary     boolean
);
CREATE INDEX UserAddressesOfUser ON UserAddresses (UserId);

CREATE TABLE `Groups` (
    Id          varchar(36) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY DEFAULT uuid(),
    DisplayName varchar(255) NOT NULL UNIQUE,
    ExternalId  varchar(1024) COLLATE utf8mb4_bin
);

CREATE TABLE GroupMembers (
    RowId      bigint AUTO_INCREMENT PRIMARY KEY,
    GroupId    varchar(36) COLLATE utf8mb4_bin NOT NULL REFERENCES `Groups` (Id) ON DELETE CASCADE,
    MemberId   varchar(255) COLLATE utf8mb4_bin NOT NULL,
    MemberType varchar(16) NOT NULL CHECK (MemberType IN ('User', 'Group')),
    Display    varchar(255),
    UNIQUE (GroupId, MemberId)
);
CREATE INDEX GroupMembersOfMember ON GroupMembers (MemberId);

-- Who leaves, leaves all groups. (A trigger of MariaDB cannot change the table that it watches, so managers who left stay named.)
CREATE TRIGGER UserLeaves AFTER DELETE ON Users FOR EACH ROW DELETE FROM GroupMembers WHERE MemberId = OLD.Id AND MemberType = 'User';
CREATE TRIGGER GroupLeaves AFTER DELETE ON `Groups` FOR EACH ROW DELETE FROM GroupMembers WHERE MemberId = OLD.Id AND MemberType = 'Group';
