namespace Sutler.Service.Directory.Csv;

/// <summary>Names under which files of HR systems hold the directory's attributes, written without case, spaces, <c>_</c> and <c>-</c>.</summary>
internal static class ColumnAliases
{
    private static readonly Dictionary<string, string> Aliases = Build();

    /// <summary>The attribute a column holds; null when the name is not known.</summary>
    public static string? Find(string column) => Aliases.GetValueOrDefault(Normalize(column));

    public static string Normalize(string column) =>
        string.Concat(column.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '-'))).ToLowerInvariant();

    private static Dictionary<string, string> Build()
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in UserAttribute.Known)
            aliases[Normalize(name)] = name;

        Add(UserAttribute.EmployeeId, "workerid workernumber employeenumber employeeno personid personnelnumber staffid");
        Add(UserAttribute.UserPrincipalName, "userid username upn login loginname loginid account accountname");
        Add(UserAttribute.AccountEnabled, "workerstatus status active isactive enabled employmentstatus employeestatus accountstatus");
        Add(UserAttribute.ManagerEmployeeId, "manageremployeeid managerid managerworkerid manager supervisorid supervisor reportsto");
        Add(UserAttribute.DisplayName, "fullname name");
        Add("givenName", "firstname forename");
        Add("surname", "lastname familyname sn");
        Add("mail", "email emailaddress workemail");
        Add("jobTitle", "title position");
        Add("department", "dept");
        Add("companyName", "company organization");
        Add("streetAddress", "street address");
        Add("city", "locality town");
        Add("state", "region province stateorprovince");
        Add("postalCode", "zipcode zip postcode");
        Add("country", "countrycode");
        Add("telephoneNumber", "officephone phone phonenumber workphone businessphone");
        Add("mobile", "mobilephone cellphone cell");
        Add("facsimileTelephoneNumber", "fax faxnumber");
        Add("physicalDeliveryOfficeName", "location office officelocation");
        Add("employeeType", "workertype");
        Add("employeeHireDate", "hiredate startdate");
        return aliases;

        void Add(string attribute, string names)
        {
            foreach (var name in names.Split(' '))
                aliases[name] = attribute;
        }
    }
}
