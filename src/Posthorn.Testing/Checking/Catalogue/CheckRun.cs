using System.Text;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Checking.Asking;
using Posthorn.Testing.Vendors;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What the checks of one run share: whom they ask, how requests are made and signed, and what is kept of the answers.</summary>
/// <remarks>One check at a time; within it, requests may be asked at once.</remarks>
internal sealed class CheckRun(ITarget target, CheckOptions options, string runId, CancellationToken stop)
{
    private const int MostExchanges = 12;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly RequestPace _pace = new(options.MostPerSecond, options.Clock);
    private readonly List<CheckExchange> _exchanges = [];
    private int _lastNumber;

    public ITarget Target => target;

    public CheckOptions Options => options;

    public Profile Profile => options.Profile;

    public SigningScheme Scheme => options.Profile.Scheme;

    public CancellationToken Stop => stop;

    public DateTimeOffset Now => options.Clock.GetUtcNow();

    public string SignatureHeader => Scheme.HeaderNames[^1];

    /// <summary>The type whose repetition, renewal and order are looked at.</summary>
    public string MainType => Profile.Name == "sully" ? EventTypes.NoteGenerationSucceeded : EventTypes.SessionCompleted;

    /// <summary>Whether anything but an answer has come back so far.</summary>
    public bool WasRedirected { get; private set; }

    /// <summary>Whether the secret stood in an answer.</summary>
    public bool ToldSecret { get; private set; }

    /// <summary>A synthetic notification about something that no other one is about.</summary>
    public SampleEvent NewEvent(string? type = null)
    {
        var number = Interlocked.Increment(ref _lastNumber);
        var sample = SampleEvents.Of(Profile, type ?? MainType, number);
        var subject = $"posthorn-check-{runId}-{number}";
        return new($"msg_{subject}", sample.Type, subject, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sample.Body.Span).Replace(sample.Subject, subject, StringComparison.Ordinal)));
    }

    public SignedRequest Sign(SampleEvent sample, TimeSpan shift = default, string? secret = null) =>
        SignedRequest.Sign(Scheme, secret ?? options.Secret, sample.Body, Now + shift, sample.Id);

    /// <summary>A secret of the right form that is not the receiver's.</summary>
    public string OtherSecret => TestSecrets.OtherOf(Scheme);

    public Task<Reply> AskAsync(string words, SignedRequest request) => AskAsync(new Probe(words, request.Headers, request.Body));

    public async Task<Reply> AskAsync(Probe probe)
    {
        await _pace.WaitAsync(stop);
        var reply = await target.AskAsync(probe, options.TimeLimit + Grace, stop);
        lock (_gate)
        {
            WasRedirected |= reply.IsRedirect;
            ToldSecret |= Tells(reply, options.Secret);
            if (_exchanges.Count < MostExchanges)
            {
                _exchanges.Add(new($"{probe.Words} ({probe.Method}, {probe.Body.Length} bytes).", reply.Words));
            }
        }

        return reply;
    }

    /// <summary>Whether a text stands in what came back.</summary>
    public static bool Tells(Reply reply, string text) =>
        reply.Head.Contains(text, StringComparison.Ordinal) || reply.Body.Span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>What was exchanged since the last call.</summary>
    public IReadOnlyList<CheckExchange> TakeExchanges()
    {
        lock (_gate)
        {
            var taken = _exchanges.ToArray();
            _exchanges.Clear();
            return taken;
        }
    }
}
