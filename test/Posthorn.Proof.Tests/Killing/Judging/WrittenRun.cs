using System.Text;
using Posthorn.Api.Deliveries;
using Posthorn.Proof.Killing.Faulting;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Judging;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Tests.Killing.Judging;

/// <summary>The journals of a run in which everything went well, and what a test changes about them.</summary>
internal sealed class WrittenRun : IDisposable
{
    public const long Start = 1_700_000_000_000;
    public const int Attempts = 100;

    private const int Events = 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("posthorn-");
    private readonly List<FaultLine> _leftDead = [];

    public WrittenRun()
    {
        var plan = Ground.Plan(seed: 7);
        Ground = plan with
        {
            Partners = [.. plan.Partners.Select(static partner => partner with { Endpoints = [.. partner.Endpoints.Select(static one => one with { Id = $"ep_{one.Index}" })] })],
        };
        for (var number = 0; number < Events; number++)
        {
            Publish(number);
        }
    }

    public Ground Ground { get; }

    public List<TriedLine> Tried { get; } = [];

    public List<AcknowledgedLine> Acknowledged { get; } = [];

    public List<ArrivalLine> Arrived { get; } = [];

    public ToldDeliveries Server { get; } = new();

    /// <summary>The place of the first arrival at an endpoint of this manner.</summary>
    public int PlaceOf(Manner manner, string profile = "standard") =>
        Arrived.FindIndex(line => Ground.Endpoints.ElementAt(line.Endpoint) is var one && one.Manner == manner && one.Profile == profile);

    /// <summary>The delivery that an arrival is of.</summary>
    public string DeliveryOf(ArrivalLine line) =>
        Acknowledged.Single(receipt => receipt.Number == line.Number).Deliveries.Single(one => one.Endpoint == line.Endpoint).Id;

    public void LeaveDead(long at, long until) => _leftDead.Add(new(at, until, FaultKind.NodeLeftDead, "node-1", 1));

    public async Task<Verdict> JudgeAsync()
    {
        var files = new JournalFiles(_folder.FullName);
        var published = new StringBuilder();
        Tried.ForEach(line => line.AppendTo(published));
        Acknowledged.ForEach(line => line.AppendTo(published));
        await File.WriteAllTextAsync(files.Published, published.ToString(), TestContext.Current.CancellationToken);
        using (var arrived = new Journal(files.Arrived))
        {
            Arrived.ForEach(line => line.WriteTo(arrived));
        }

        return await new Judge(Books.Read(Ground, files), Server, Attempts).JudgeAsync(_leftDead, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Publish(int number)
    {
        var at = Start + (number * 10);
        var id = new EventId(Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(at)));
        var endpoints = Ground.PartnerOf(number).Endpoints;
        var deliveries = endpoints.Select(endpoint => (DeliveryId.New(DateTimeOffset.FromUnixTimeMilliseconds(at)).ToString(), endpoint.Index)).ToList();
        Tried.Add(new(at, number));
        Acknowledged.Add(new(at + 1, number, Node: 0, Unsure: 0, Replayed: false, id.ToString(), deliveries));
        foreach (var (endpoint, delivery) in endpoints.Zip(deliveries))
        {
            Arrived.Add(new(at + 2, endpoint.Index, number, endpoint.NamesEvents ? id.ToString() : "-", Hash: (ulong)number, "200", Signed: true, Intact: true));
            Server.Tell(delivery.Item1, DeliveryStatus.Delivered, "answered_200");
        }
    }
}
