using System.Text;
using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Endpoints;

/// <summary>Changes an endpoint. A member that is left out stays as it is; null puts it back to its default.</summary>
/// <remarks>The profile is not among them: other signatures and bodies are another endpoint. Neither is the secret, which is rotated.</remarks>
public sealed record UpdateEndpoint
{
    /// <summary>Gets the new URL. Cannot be null.</summary>
    [JsonConverter(typeof(ChangeConverter<string>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<string> Url { get; init; }

    /// <summary>Gets the event types it wants from now on; null for every type that the profile can express.</summary>
    [JsonConverter(typeof(ChangeConverter<IReadOnlyList<string>?>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<IReadOnlyList<string>?> EventTypes { get; init; }

    /// <summary>Gets the new schedule; null for the profile's own.</summary>
    [JsonConverter(typeof(ChangeConverter<Schedule?>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<Schedule?> Schedule { get; init; }

    /// <summary>Gets how long one attempt may take in all, in seconds; null for the profile's own.</summary>
    [JsonConverter(typeof(ChangeConverter<int?>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<int?> TimeoutSeconds { get; init; }

    /// <summary>Gets how many attempts may be on their way at once; null for 32.</summary>
    [JsonConverter(typeof(ChangeConverter<int?>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<int?> MaxConcurrency { get; init; }

    /// <summary>Gets how many attempts may begin in a second; null for no limit.</summary>
    [JsonConverter(typeof(ChangeConverter<double?>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<double?> RatePerSecond { get; init; }

    /// <summary>Gets all headers that go with every attempt, in place of those before; null for none.</summary>
    [JsonConverter(typeof(ChangeConverter<IReadOnlyDictionary<string, string>?>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Change<IReadOnlyDictionary<string, string>?> Headers { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        _ = builder.Append("Schedule = ").Append(Schedule.Value).Append(", Url = ***, Headers = ***");
        return true;
    }
}
