namespace Posthorn.Emulators.Watching;

/// <summary>What was received and what was sent, the latest of it. No payload and no credential ever enters.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Journal
{
    public const int Most = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<ReceivedEntry> _received = new();
    private readonly Queue<SentEntry> _sent = new();
    private long _receivedInAll;
    private long _sentInAll;

    public void Received(ReceivedEntry entry)
    {
        lock (_gate)
        {
            _receivedInAll++;
            Add(_received, entry);
        }
    }

    public void Sent(SentEntry entry)
    {
        lock (_gate)
        {
            _sentInAll++;
            Add(_sent, entry);
        }
    }

    public JournalView View()
    {
        lock (_gate)
        {
            return new([.. _received], [.. _sent], _receivedInAll, _sentInAll);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _received.Clear();
            _sent.Clear();
            (_receivedInAll, _sentInAll) = (0, 0);
        }
    }

    private static void Add<T>(Queue<T> queue, T entry)
    {
        queue.Enqueue(entry);
        if (queue.Count > Most)
        {
            _ = queue.Dequeue();
        }
    }
}
