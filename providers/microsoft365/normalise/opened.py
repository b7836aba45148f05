"""What application permissions open of what people keep: which content, at which levels, under which condition; a pure table.

Names and meanings after the page "Microsoft Graph permissions reference"; those of Exchange after "Authenticate an EWS application by using OAuth" and
"Authenticate an IMAP, POP or SMTP connection using OAuth", those of SharePoint after "Granting access via Microsoft Entra ID App-Only". What shows
names and headers alone finds, and does not read. Who sends in somebody's name changes what is his, and reads nothing. Permissions to change the
directory open nothing by themselves (see `privileges`); what acts as a user opens what is the user's (see `scopes`).
"""

from dataclasses import dataclass
from enum import StrEnum

from policies.levels import CONTENT, EVERYTHING, Level


class Opens(StrEnum):
    """A kind of content."""

    MAILBOXES = "mailboxes"
    CALENDARS = "calendars"
    FILES = "files"
    SITES = "sites"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """One thing that a permission opens. `condition`: where it is less than all of it."""

    opens: Opens
    levels: Level
    condition: str = ""


_FINDS, _READS = Level.FIND, Level.FIND | Level.READ
_CHANGES = _READS | Level.CHANGE


def _mail(levels: Level, condition: str = "") -> Opening:
    return Opening(Opens.MAILBOXES, levels, condition)


def _calendar(levels: Level) -> Opening:
    return Opening(Opens.CALENDARS, levels)


def _files(levels: Level, condition: str = "") -> Opening:
    return Opening(Opens.FILES, levels, condition)


def _site(levels: Level) -> Opening:
    return Opening(Opens.SITES, levels)


def _channel(levels: Level, condition: str = "") -> Opening:
    return Opening(Opens.CHANNELS, levels, condition)


def _anything(levels: Level, condition: str) -> tuple[Opening, ...]:
    return tuple(Opening(opens, levels, condition) for opens in Opens)


_CONTACT, _TASK, _NOTE = "the item is a contact", "the item is a task", "the item is a note"
_GROUPS, _INSTALLED = "the mailbox is a group's", "the application is installed in the team"
_NOTEBOOK, _OWN_FOLDER = "the file is in OneNote", "the file lies in the application's own folder"
_RECORDED, _SPOKEN = "the file is the recording of a meeting", "the file is the transcript of a meeting"
_MEETING = "the file is of a meeting in which the application is installed"

_OPENINGS: tuple[tuple[str, tuple[Opening, ...]], ...] = (
    ("full_access_as_app", (_mail(CONTENT), _calendar(CONTENT))),
    ("Mail.ReadBasic Mail.ReadBasic.All", (_mail(_FINDS),)),
    ("Mail.Read Mail.Read.All", (_mail(_READS),)),
    ("Mail.ReadWrite Mail.ReadWrite.All", (_mail(_CHANGES),)),
    ("Mail.Send Mail.Send.All", (_mail(Level.CHANGE),)),
    ("MailboxSettings.ReadWrite", (_mail(Level.MANAGE),)),  # makes a rule that forwards
    ("MailboxFolder.Read.All", (_mail(_FINDS),)),
    ("MailboxFolder.ReadWrite.All", (_mail(_FINDS | Level.CHANGE),)),
    ("MailboxItem.Read.All MailboxItem.Export.All", (_mail(_READS),)),
    ("MailboxItem.ReadWrite.All MailboxItem.ImportExport.All", (_mail(_CHANGES),)),
    ("Contacts.Read Contacts.Read.All", (_mail(_READS, _CONTACT),)),
    ("Contacts.ReadWrite Contacts.ReadWrite.All", (_mail(_CHANGES, _CONTACT),)),
    ("Tasks.Read Tasks.Read.All", (_mail(_READS, _TASK),)),
    ("Tasks.ReadWrite Tasks.ReadWrite.All", (_mail(_CHANGES, _TASK),)),
    ("ShortNotes.Read.All", (_mail(_READS, _NOTE),)),
    ("ShortNotes.ReadWrite.All", (_mail(_CHANGES, _NOTE),)),
    ("Group-Conversation.Read.All", (_mail(_READS, _GROUPS),)),
    ("Group-Conversation.ReadWrite.All", (_mail(_CHANGES, _GROUPS),)),
    ("Group.Read.All", (_mail(_READS, _GROUPS), _channel(_READS))),
    ("Group.ReadWrite.All", (_mail(_CHANGES, _GROUPS), _channel(_CHANGES))),
    ("Calendars.ReadBasic Calendars.ReadBasic.All", (_calendar(_FINDS),)),
    ("Calendars.Read Calendars.Read.All", (_calendar(_READS),)),
    ("Calendars.ReadWrite Calendars.ReadWrite.All", (_calendar(CONTENT),)),  # "Create calendarPermission"
    ("Files.Read.All", (_files(_READS),)),
    ("Files.ReadWrite.All", (_files(CONTENT),)),  # "driveItem: invite"
    ("Files.ReadWrite.AppFolder", (_files(CONTENT, _OWN_FOLDER),)),
    ("Notes.Read.All", (_files(_READS, _NOTEBOOK),)),
    ("Notes.ReadWrite.All", (_files(_CHANGES, _NOTEBOOK),)),
    ("Sites.Read.All", (_files(_READS), _site(_READS))),
    ("Sites.ReadWrite.All Sites.Manage.All", (_files(CONTENT), _site(_CHANGES))),
    ("Sites.FullControl.All", (_files(EVERYTHING), _site(EVERYTHING))),
    ("File.Read.Group", (_files(_READS, _INSTALLED),)),
    ("SecurityAnalyzedMessage.Read.All", (_mail(_FINDS),)),
    ("SecurityAnalyzedMessage.ReadWrite.All", (_mail(_FINDS | Level.CHANGE),)),  # "analyzedEmail: remediate" moves and deletes
    ("ThreatHunting.Read.All", (_mail(_FINDS), _files(_FINDS))),
    ("ChannelMessage.Read.All TeamworkTargetedMessage.Read.All", (_channel(_READS),)),
    ("ChannelMessage.Read.Group", (_channel(_READS, _INSTALLED),)),
    ("Channel.Delete.All Teamwork.Migrate.All", (_channel(Level.CHANGE),)),
    ("ChannelMember.ReadWrite.All TeamMember.ReadWrite.All TeamMember.ReadWriteNonOwnerRole.All", (_channel(Level.MANAGE),)),
    ("OnlineMeetingRecording.Read.All CallRecordings.Read.All", (_files(_READS, _RECORDED),)),
    ("OnlineMeetingTranscript.Read.All CallTranscripts.Read.All", (_files(_READS, _SPOKEN),)),
    ("OnlineMeetingRecording.Read.Chat OnlineMeetingTranscript.Read.Chat", (_files(_READS, _MEETING),)),
    ("eDiscovery.Read.All", _anything(_READS, "a case of eDiscovery has collected it")),
    ("eDiscovery.ReadWrite.All", _anything(_READS, "a case of eDiscovery collects it")),
    ("BackupRestore-Restore.ReadWrite.All", _anything(Level.CHANGE, "it is restored from a backup")),
    ("BackupRestore-Search.Read.All", _anything(_FINDS, "it is in a backup")),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CONTENT = {word: opened for words, opened in _OPENINGS for word in words.split()}

LIMITABLE = _words("""
    Mail.Read Mail.ReadBasic Mail.ReadBasic.All Mail.ReadWrite Mail.Send MailboxSettings.Read MailboxSettings.ReadWrite
    Calendars.Read Calendars.ReadWrite Contacts.Read Contacts.ReadWrite full_access_as_app
""")
"""What an application access policy limits, after the page "Limiting application permissions to specific Exchange Online mailboxes"."""

_NOTHING = _words("""
    Sites.Selected Lists.SelectedOperations.Selected ListItems.SelectedOperations.Selected Files.SelectedOperations.Selected
    FileStorageContainer.Selected FileStorageContainer.Manage.All Container.Selected Sites.Archive.All Sites.Create.All
    Sites.Search.All IMAP.AccessAsApp POP.AccessAsApp SMTP.SendAsApp Exchange.ManageAsApp Exchange.ManageAsAppV2 MailboxSettings.Read
    MailboxConfigItem.Read MailboxConfigItem.ReadWrite Channel.Create Channel.Create.Group Channel.Delete.Group Channel.ReadBasic.All
    ChannelMember.Read.All ChannelMember.Read.Group ChannelMember.ReadWrite.Group BackupRestore-Restore.Read.All
    ChannelMessage.UpdatePolicyViolation.All TeamMember.Read.All TeamMember.Read.Group Teamwork.Read.All Group.Create
    Group.ManageProtection.All Group.ReadBasic.All Contacts-OnPremisesSyncBehavior.ReadWrite.All
""")  # nothing by themselves: other facts say what they open
_ELSEWHERE = _words("""
    APIConnectors AccessReview AdministrativeUnit AgentCardManifest AgentCollection AgentIdUser AgentIdentity AgentIdentityBlueprint
    AgentIdentityBlueprintPrincipal AgentInstance AgentRegistration AiEnterpriseInteraction AppCatalog AppCertTrustConfiguration
    AppRegistration AppRoleAssignment Application Application-RemoteDesktopConfig ApprovalSolution AttackSimulation AuditActivity
    AuditLog AuditLogsQuery AuditLogsQuery-CRM AuditLogsQuery-Endpoint AuditLogsQuery-Entra AuditLogsQuery-Exchange
    AuditLogsQuery-OneDrive AuditLogsQuery-SharePoint AuthenticationContext BackupRestore-Configuration BackupRestore-Control
    BitlockerKey Bookings BookingsAppointment BrowserSiteLists BusinessScenarioConfig BusinessScenarioData CallDelegation CallEvents
    CallEvents-Emergency CallRecord-PstnCalls CallRecords Calls CaseManagement ChangeManagement ChannelSettings Chat ChatMember
    ChatMessage ChatSettings CloudApp-Discovery CloudPC Community ConfigurationMonitoring ConsentRequest Content ContentActivity
    CopilotPackages CopilotPolicySettings CrossTenantInformation CrossTenantUserProfileSharing CustomAuthenticationExtension
    CustomDetection CustomSecAttributeAssignment CustomSecAttributeAuditLogs CustomSecAttributeDefinition
    CustomSecAttributeProvisioning CustomTags DelegatedAdminRelationship DelegatedPermissionGrant Device DeviceLocalCredential
    DeviceManagementApps DeviceManagementCloudCA DeviceManagementConfiguration DeviceManagementManagedDevices DeviceManagementRBAC
    DeviceManagementScripts DeviceManagementServiceConfig DeviceTemplate Directory DirectoryRecommendations Domain
    Domain-InternalFederation EduAssignments EduCurricula EduReports-Reading EduReports-Reflect EduRoster EngagementConversation
    EngagementMeetingConversation EngagementRole EntitlementManagement EntraBackup EventListener ExchangeMessageTrace
    ExternalConnection ExternalItem ExternalUserProfile FileIngestionHybridOnboarding Financials Group-NestingSupport
    Group-OnPremisesSyncBehavior Group-PreferredDataLocation Group-XTenantIdentitySync GroupMember GroupSettings HealthMonitoringAlert
    HealthMonitoringAlertConfig IdentityNotifications IdentityProvider IdentityRiskEvent IdentityRiskyAgent
    IdentityRiskyServicePrincipal IdentityRiskyUser IdentityUserFlow IndustryData IndustryData-DataConnector IndustryData-InboundFlow
    IndustryData-OutboundFlow IndustryData-ReferenceDefinition IndustryData-Run IndustryData-SourceSystem IndustryData-TimePeriod
    InformationProtectionPolicy Insights-UserMetric LearningAssignedCourse LearningContent LearningSelfInitiatedCourse
    LicenseAssignment LifeCycleInfo LifecyclePolicies-AgentId LifecycleWorkflows LifecycleWorkflows-CustomExt
    LifecycleWorkflows-Reports LifecycleWorkflows-Workflow MailTips Member MultiTenantOrganization MutualTlsOauthConfiguration
    NetworkAccess NetworkAccess-Reports OnPremDirectorySynchronization OnPremisesPublishingProfiles OnlineMeeting
    OnlineMeetingAiInsight OnlineMeetingArtifact OnlineMeetings OrgContact OrgSettings-AppsAndServices OrgSettings-DynamicsVoice
    OrgSettings-Forms OrgSettings-Microsoft365Install OrgSettings-Todo Organization OrganizationalBranding Owner PartnerBilling
    PartnerSecurity PendingExternalUserProfile People PeopleSettings Place PlaceDevice PlaceDeviceTelemetry Policy Presence PrintJob
    PrintTaskDefinition Printer PrivilegedAccess PrivilegedAssignmentSchedule PrivilegedEligibilitySchedule ProfilePhoto
    ProgramControl ProtectionScopes ProvisioningLog PublicKeyInfrastructure RealTimeActivityFeed RecordsManagement ReportSettings
    Reports ResourceSpecificPermissionGrant RoleAssignmentSchedule RoleEligibilitySchedule RoleManagement RoleManagementAlert Schedule
    Schedule-WorkingTime SchedulePermissions SearchConfiguration SecurityActions SecurityAlert SecurityCopilotWorkspaces
    SecurityEvents SecurityIdentitiesAccount SecurityIdentitiesActions SecurityIdentitiesAutoConfig SecurityIdentitiesHealth
    SecurityIdentitiesMigration SecurityIdentitiesSensors SecurityIdentitiesUserActions SecurityIdentitiesUsers SecurityIncident
    SensitivityLabel SensitivityLabels ServiceActivity-Exchange ServiceActivity-Microsoft365Web ServiceActivity-OneDrive
    ServiceActivity-Teams ServiceHealth ServiceMessage SharePointCrossTenantMigration SharePointTenantSettings SignInIdentifier
    SpiffeTrustDomain Storyline Synchronization SynchronizationData-User Team TeamSettings TeamTemplates TeamsActivity TeamsApp
    TeamsAppInstallation TeamsPolicyUserAssign TeamsResourceAccount TeamsTab TeamsTelephoneNumber TeamsUserConfiguration
    TeamworkAppSettings TeamworkCustomEmoji TeamworkDevice TeamworkSection TeamworkTag TenantGovernance-Invitation
    TenantGovernance-PolicyTemplate TenantGovernance-RelatedTenant TenantGovernance-Relationship TenantGovernance-Request
    TenantGovernance-Setting TermStore ThreatAssessment ThreatIndicators ThreatIntelligence ThreatSubmission ThreatSubmissionPolicy
    TrustFrameworkKeySet User User-ConvertToInternal User-Mail User-OnPremisesSyncBehavior User-PasswordProfile User-Phone
    UserAuthMethod-Email UserAuthMethod-External UserAuthMethod-HardwareOATH UserAuthMethod-MicrosoftAuthApp UserAuthMethod-Passkey
    UserAuthMethod-Password UserAuthMethod-Phone UserAuthMethod-PlatformCred UserAuthMethod-QR UserAuthMethod-ResourceKey
    UserAuthMethod-SoftwareOATH UserAuthMethod-TAP UserAuthMethod-WindowsHello UserAuthenticationMethod UserShiftPreferences
    UserTeamwork VerifiedId-Profile VirtualAppointment VirtualAppointmentNotification VirtualEvent VirtualEventRegistration-Anon
    WindowsUpdates WorkforceIntegration
""")  # what stands before the first dot of permissions for settings, the directory, and services that are not read here


def opened(permission: str) -> tuple[Opening, ...] | None:
    """What a permission opens; None for one that is not known, which may open anything."""
    if permission in _CONTENT:
        return _CONTENT[permission]
    return () if permission in _NOTHING or permission.partition(".")[0] in _ELSEWHERE else None
