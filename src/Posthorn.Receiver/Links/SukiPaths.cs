namespace Posthorn.Receiver.Links;

/// <summary>Where Suki's API has what a notification is about. <c>{0}</c> is the id.</summary>
internal static class SukiPaths
{
    public const string Status = "/api/v1/ambient/session/{0}/status";
    public const string Contents = "/api/v1/ambient/session/{0}/content";
    public const string CumulativeContents = "/api/v1/ambient/session/{0}/content?cumulative=true";
    public const string StructuredData = "/api/v1/ambient/session/{0}/structured-data";
    public const string Transcripts = "/api/v1/ambient/session/{0}/transcript";
    public const string EncounterContents = "/api/v1/ambient/encounter/{0}/content";
    public const string EncounterStructuredData = "/api/v1/ambient/encounter/{0}/structured-data";
    public const string FormFillingStatus = "/api/v1/form-filling/session/{0}/status";
    public const string FormFillingStructuredData = "/api/v1/form-filling/session/{0}/structured-data";
}
