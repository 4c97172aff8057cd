namespace Posthorn.Proof.Killing.Planning;

/// <summary>Who is notified: partners and endpoints, two to three an event, of every manner and of two profiles.</summary>
/// <param name="Seed">Decides which event is whose.</param>
internal sealed record Ground(int Seed, IReadOnlyList<GroundPartner> Partners)
{
    /// <summary>The most endpoints that a partner has.</summary>
    public const int MostSlots = 3;

    private const int Whose = 1;

    private static readonly (string Profile, Manner Manner)[][] Layout =
    [
        [("standard", Manner.Steady), ("standard", Manner.Resets), ("sully", Manner.Steady)],
        [("standard", Manner.Steady), ("standard", Manner.Hangs), ("sully", Manner.Drips)],
        [("sully", Manner.Steady), ("standard", Manner.Flaps)],
        [("standard", Manner.Steady), ("sully", Manner.Busy)],
    ];

    public IEnumerable<GroundEndpoint> Endpoints => Partners.SelectMany(static partner => partner.Endpoints);

    /// <summary>The ground before it is laid: the ids are not known yet.</summary>
    public static Ground Plan(int seed)
    {
        var index = 0;
        return new(seed, [.. Layout.Select(endpoints => new GroundPartner(
            [.. endpoints.Select((one, slot) => new GroundEndpoint(index++, slot, one.Profile, one.Manner))]))]);
    }

    /// <summary>Whose an event is.</summary>
    public GroundPartner PartnerOf(int number) => Partners[(int)(Mix.Of(Seed, Whose, number) % (ulong)Partners.Count)];
}
