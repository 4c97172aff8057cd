using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>Who lives in the world from the beginning: the partners and their endpoints, as rows and as a process makes them from rows.</summary>
internal sealed class Settlers
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly SigningKey _key = Profile.Standard.Scheme.TryCreateKey(Secret, out var key, out var problem)
        ? key
        : throw new InvalidOperationException(problem);

    private readonly IReadOnlyList<PlannedEndpoint> _planned;

    public Settlers(IReadOnlyList<PlannedEndpoint> planned) => _planned = planned;

    public Partner Partner { get; } = new(1, "ptn_1", "The partner", SelfService: false, Machine.Noon);

    public Partner Operators { get; } = new(2, Posthorn.Delivery.Partners.Partner.OperatorId, "The operator", SelfService: false, Machine.Noon);

    public IEnumerable<EndpointRow> Rows => _planned.Select((planned, place) => new EndpointRow(
        KeyOf(place),
        EndpointId.New(Machine.Noon),
        planned.IsOperators ? Operators.Key : Partner.Key,
        $"https://{HostOf(KeyOf(place))}/hook",
        Profile.Standard.Name,
        EventTypes: null,
        planned.Schedule,
        planned.Timeout,
        planned.MaxConcurrency,
        planned.RatePerSecond,
        SealedHeaders: default,
        EndpointStatus.Enabled,
        DisabledReason: null,
        Machine.Noon));

    public static long KeyOf(int place) => place + 1;

    public static string HostOf(long endpointKey) => $"e{endpointKey}.example";

    /// <summary>The endpoint that a row stands for.</summary>
    public Endpoint Make(EndpointRow row) => new()
    {
        Key = row.Key,
        Id = row.Id,
        Partner = row.PartnerKey == Operators.Key ? Operators : Partner,
        Settings = new(row.Url, row.Profile, EventTypes: null, row.Schedule, row.Timeout, row.MaxConcurrency, row.RatePerSecond, Headers: []),
        Url = new(row.Url),
        Profile = Profile.Standard,
        Schedule = ScheduleOf(row.Key),
        Secrets = [new(1, _key, row.CreatedAt, ExpiresAt: null)],
        Status = row.Status,
        DisabledReason = row.DisabledReason,
        CreatedAt = row.CreatedAt,
    };

    public RetrySchedule ScheduleOf(long endpointKey) =>
        RetrySchedule.TryParse(_planned[(int)endpointKey - 1].Schedule, out var schedule, out var problem) ? schedule : throw new InvalidOperationException(problem);

    public PlannedEndpoint PlanOf(long endpointKey) => _planned[(int)endpointKey - 1];
}
