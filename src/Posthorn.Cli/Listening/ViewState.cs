using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Listening;

/// <summary>What the terminal view shows at a moment. Changed by one caller at a time.</summary>
internal sealed class ViewState(string title, string? filter, bool showsValues)
{
    private const int MostEntries = 1_000;
    private const long MostBytes = 32L * 1024 * 1024;

    private readonly List<Entry> _entries = [];
    private long _bytes;

    /// <summary>What is listened to, and where it goes.</summary>
    public string Title => title;

    /// <summary>How the connection is.</summary>
    public string Standing { get; set; } = "connecting";

    /// <summary>The last thing that was said.</summary>
    public string Word { get; set; } = "";

    public string Filter { get; set; } = filter ?? "";

    /// <summary>Whether keys are letters of the filter.</summary>
    public bool IsTyping { get; set; }

    public bool ShowsValues { get; set; } = showsValues;

    /// <summary>Whether the selected one is open.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How far the open one is scrolled.</summary>
    public int Scroll { get; set; }

    /// <summary>How many were forwarded.</summary>
    public long Forwarded { get; private set; }

    /// <summary>The place of the selected one; null to stay at the newest.</summary>
    public long? SelectedSequence { get; private set; }

    /// <summary>Those that the filter lets through, oldest first.</summary>
    public IReadOnlyList<Entry> Shown => [.. _entries.Where(entry => entry.Holds(Filter))];

    /// <summary>The one that keys are about; null when nothing is shown.</summary>
    public Entry? Selected => Shown is { Count: > 0 } shown ? shown.FirstOrDefault(one => one.Arrival.Sequence == SelectedSequence) ?? shown[^1] : null;

    /// <summary>Adds one; the oldest go when they are too many to hold.</summary>
    public void Add(Entry entry)
    {
        _entries.Add(entry);
        _bytes += SizeOf(entry.Arrival);
        Forwarded++;
        while (_entries.Count > 1 && (_entries.Count > MostEntries || _bytes > MostBytes))
        {
            _bytes -= SizeOf(_entries[0].Arrival);
            _entries.RemoveAt(0);
        }
    }

    /// <summary>Selects the one so many lines further down; at the last, what comes is followed again.</summary>
    public void Move(int lines)
    {
        var shown = Shown;
        if (shown.Count == 0)
        {
            return;
        }

        var index = Math.Clamp(IndexOf(shown) + lines, 0, shown.Count - 1);
        SelectedSequence = index == shown.Count - 1 ? null : shown[index].Arrival.Sequence;
        Scroll = 0;
    }

    /// <summary>Keeps the selection where it is, whatever comes.</summary>
    public void Hold() => SelectedSequence = Selected?.Arrival.Sequence;

    public int IndexOf(IReadOnlyList<Entry> shown)
    {
        for (var i = 0; i < shown.Count; i++)
        {
            if (shown[i].Arrival.Sequence == SelectedSequence)
            {
                return i;
            }
        }

        return shown.Count - 1;
    }

    private static long SizeOf(Arrival arrival) => arrival.Request.Body.Length + 1024;
}
