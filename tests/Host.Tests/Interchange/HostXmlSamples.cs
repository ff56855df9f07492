namespace Sutler.Host.Tests.Interchange;

/// <summary>Host configurations in the documented shape.</summary>
internal static class HostXmlSamples
{
    public const string Sql = """
        <?xml version="1.0" encoding="utf-8"?>
        <Configuration>
          <Connectors>
            <Connector>
              <ConnectorConfig>
                <Parameters>
                  <Parameter><Name>DSN File</Name><Type>String</Type><Use>Connectivity</Use><Encrypted>0</Encrypted><Value>C:\dsn\contoso.dsn</Value></Parameter>
                  <Parameter><Name>User Name</Name><Type>String</Type><Use>Connectivity</Use><Encrypted>0</Encrypted><Value>provisioner</Value></Parameter>
                  <Parameter><Name>Password</Name><Type>EncryptedString</Type><Use>Connectivity</Use><Encrypted>1</Encrypted><Value></Value></Parameter>
                  <Parameter><Name>DN is Anchor</Name><Type>CheckBox</Type><Use>Connectivity</Use><Value>0</Value></Parameter>
                  <Parameter><Name>Export Type: Object Replace</Name><Type>CheckBox</Type><Use>Connectivity</Use><Value>1</Value></Parameter>
                  <Parameter><Name>Command Timeout</Name><Type>String</Type><Use>Connectivity</Use><Value>45</Value></Parameter>
                  <Parameter><Name>Object type detection method</Name><Type>DropDown</Type><Use>Schema</Use><SchemaNumber>1</SchemaNumber><Value>Fixed Value</Value></Parameter>
                  <Parameter><Name>Fixed value list/Table/View/SP</Name><Type>String</Type><Use>Schema</Use><SchemaNumber>1</SchemaNumber><Value>User</Value></Parameter>
                  <Parameter><Name>User:Attribute Detection</Name><Type>DropDown</Type><Use>Schema</Use><SchemaNumber>2</SchemaNumber><Value>Table</Value></Parameter>
                  <Parameter><Name>User:Table/View/SP</Name><Type>String</Type><Use>Schema</Use><SchemaNumber>2</SchemaNumber><Value>Employees</Value></Parameter>
                  <Parameter><Name>User:Name of Multi-Valued Table/Views</Name><Type>String</Type><Use>Schema</Use><SchemaNumber>2</SchemaNumber><Value>EmployeePhones</Value></Parameter>
                  <Parameter><Name>Select Anchor for: User</Name><Type>String</Type><Use>Schema</Use><SchemaNumber>3</SchemaNumber><Value>ContosoLogin</Value></Parameter>
                  <Parameter><Name>Select DN attribute for User</Name><Type>String</Type><Use>Schema</Use><SchemaNumber>3</SchemaNumber><Value>AzureID</Value></Parameter>
                  <Parameter><Name>Delta Strategy</Name><Type>DropDown</Type><Use>Global</Use><Value>Watermark</Value></Parameter>
                  <Parameter><Name>Water Mark Query</Name><Type>Text</Type><Use>Global</Use><Value>SELECT GETDATE()</Value></Parameter>
                  <Parameter><Name>Data Source Time Zone</Name><Type>DropDown</Type><Use>Global</Use><Value>W. Europe Standard Time</Value></Parameter>
                  <Parameter><Name>Data Source Date Time Format</Name><Type>String</Type><Use>Global</Use><Value>yyyy-MM-dd HH:mm:ss</Value></Parameter>
                  <Parameter><Name>Some Future Switch</Name><Type>CheckBox</Type><Use>Global</Use><Value>1</Value></Parameter>
                  <Parameter><Name>User:Operation Method</Name><Type>DropDown</Type><Use>RunStep</Use><Value>Table</Value></Parameter>
                </Parameters>
                <RunConfigurations>
                  <RunConfiguration><Id>7c1a3cf2-0000-0000-0000-000000000001</Id><Name>Export</Name><VersionNumber>1</VersionNumber>
                    <RunSteps><RunStep><Name>Export</Name><Type>Export</Type><Partition>default</Partition><BatchSize>5000</BatchSize><Timeout>0</Timeout>
                      <Parameters>
                        <Parameter><Name>User:Operation Method</Name><Value>Stored Procedure</Value><Use>RunStep</Use></Parameter>
                        <Parameter><Name>User:Add Stored Procedure</Name><Value>AddEmployee</Value><Use>RunStep</Use></Parameter>
                        <Parameter><Name>User:Add Stored Procedure Parameters</Name><Value>Login:Input:ContosoLogin
        Mail:Input:Email</Value><Use>RunStep</Use></Parameter>
                      </Parameters></RunStep></RunSteps></RunConfiguration>
                  <RunConfiguration><Id>7c1a3cf2-0000-0000-0000-000000000002</Id><Name>FullImport</Name><VersionNumber>1</VersionNumber>
                    <RunSteps><RunStep><Name>FullImport</Name><Type>FullImport</Type><Partition>default</Partition><BatchSize>5000</BatchSize><Timeout>0</Timeout>
                      <Parameters>
                        <Parameter><Name>User:Operation Method</Name><Value>SQL Query</Value><Use>RunStep</Use></Parameter>
                        <Parameter><Name>User:SQL Query</Name><Value>SELECT * FROM Employees</Value><Use>RunStep</Use></Parameter>
                        <Parameter><Name>Join Condition with parent</Name><Value>Employees.ContosoLogin=EmployeePhones.Login</Value><Use>RunStep</Use></Parameter>
                      </Parameters></RunStep></RunSteps></RunConfiguration>
                </RunConfigurations>
                <IsExportSupported>true</IsExportSupported><IsFullImportSupported>true</IsFullImportSupported>
                <IsDeltaImportSupported>false</IsDeltaImportSupported><IsExportOnly>false</IsExportOnly>
              </ConnectorConfig>
              <Schema>
                <EntriesSchema><EntrySchema>
                  <ExternalName>User</ExternalName><ObjectType>User</ObjectType>
                  <SchemaAttributes>
                    <AttributeSchema><Name>ContosoLogin</Name><IsAnchor>true</IsAnchor><IsDN>false</IsDN><Multivalued>false</Multivalued><TreatAsSingleValue>false</TreatAsSingleValue><DataType>String</DataType></AttributeSchema>
                    <AttributeSchema><Name>Email</Name><IsAnchor>false</IsAnchor><IsDN>false</IsDN><Multivalued>false</Multivalued><DataType>String</DataType></AttributeSchema>
                    <AttributeSchema><Name>IsDisabled</Name><IsAnchor>false</IsAnchor><IsDN>false</IsDN><IsDeprovisioningAttribute>true</IsDeprovisioningAttribute><DataType>Boolean</DataType></AttributeSchema>
                    <AttributeSchema><Name>Phone</Name><Multivalued>true</Multivalued><TreatAsSingleValue>true</TreatAsSingleValue><DataType>String</DataType></AttributeSchema>
                    <AttributeSchema><Name>-dn-</Name><IsDN>true</IsDN><DataType>String</DataType></AttributeSchema>
                  </SchemaAttributes>
                  <IsDNAutogenerated>true</IsDNAutogenerated>
                  <DeprovisioningModel><HardDeleteStatusAttribute></HardDeleteStatusAttribute><SoftDeleteStatusAttribute>IsDisabled</SoftDeleteStatusAttribute><HardDelete>TreatAsHard</HardDelete><SoftDelete>SetAttribute</SoftDelete></DeprovisioningModel>
                </EntrySchema></EntriesSchema>
                <Partitions><Partition><Id>7c1a3cf2-0000-0000-0000-000000000003</Id><Name>default</Name><DN>default</DN></Partition></Partitions>
                <ExportPasswordInFirstPass>false</ExportPasswordInFirstPass><SupportPassword>false</SupportPassword>
              </Schema>
              <ECMAConfig>
                <ECMAFolderPath>C:\Program Files\Host\ECMA</ECMAFolderPath><LibraryName>Microsoft.IAM.Connector.GenericSql.dll</LibraryName>
                <AutosyncTimer>240</AutosyncTimer><SecretToken></SecretToken><ProfileName>HR SQL</ProfileName><Validated>true</Validated>
              </ECMAConfig>
            </Connector>
            <Connector>
              <ConnectorConfig><Parameters>
                <Parameter><Name>Host</Name><Type>String</Type><Use>Connectivity</Use><Value>ldap.contoso.com</Value></Parameter>
                <Parameter><Name>Password</Name><Type>EncryptedString</Type><Use>Connectivity</Use><Encrypted>1</Encrypted><Value></Value></Parameter>
              </Parameters></ConnectorConfig>
              <Schema><EntriesSchema><EntrySchema><ExternalName>User</ExternalName><ObjectType>inetOrgPerson</ObjectType>
                <SchemaAttributes><AttributeSchema><Name>uid</Name><IsAnchor>true</IsAnchor><IsDN>true</IsDN><DataType>String</DataType></AttributeSchema></SchemaAttributes>
                <IsDNAutogenerated>false</IsDNAutogenerated></EntrySchema></EntriesSchema></Schema>
              <ECMAConfig><LibraryName>Microsoft.IAM.Connector.GenericLdap.dll</LibraryName><AutosyncTimer>120</AutosyncTimer><ProfileName>directory</ProfileName></ECMAConfig>
            </Connector>
          </Connectors>
          <Setting><Port>8586</Port><Certificate>AB12CD34</Certificate></Setting>
        </Configuration>
        """;
}
