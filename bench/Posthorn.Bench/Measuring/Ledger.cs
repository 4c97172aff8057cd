using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Posthorn.Bench.Measuring;

/// <summary>What became of each event of one measurement, by sequence number, in memory that all roles share.</summary>
/// <remarks>
/// The publisher writes when an event was meant to leave and when it was answered, the sink when it arrived and how often, and
/// whoever reads it joins the two exactly. Times are timestamps of <see cref="TimeProvider.GetTimestamp"/>, which on Linux is the
/// monotonic clock of the machine and so the same in every process. Each field has one writing process; the sink's are interlocked.
/// The memory stays mapped until the process ends, so that a request that comes late never meets memory that is gone.
/// </remarks>
internal sealed unsafe class Ledger
{
    private readonly byte* _memory;

    private Ledger(string path, long bytes, FileMode mode)
    {
        var stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite);
        var file = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        file.CreateViewAccessor().SafeMemoryMappedViewHandle.AcquirePointer(ref _memory);
    }

    public static Ledger Create(string path, uint run, int capacity)
    {
        var ledger = new Ledger(path, sizeof(Totals) + ((long)capacity * sizeof(Entry)), FileMode.CreateNew);
        ledger.Sum.Run = run;
        ledger.Sum.Capacity = capacity;
        return ledger;
    }

    public static Ledger Open(string path) => new(path, bytes: 0, FileMode.Open);

    public ref Totals Sum => ref Unsafe.AsRef<Totals>(_memory);

    /// <summary>Events sent off so far, and those of them that arrived: the difference is on its way.</summary>
    public long OnTheirWay => Volatile.Read(ref Sum.Sent) - Volatile.Read(ref Sum.Arrived);

    public ref Entry this[int sequence]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)sequence, (ulong)Sum.Capacity, nameof(sequence));
            return ref Unsafe.AsRef<Entry>(_memory + sizeof(Totals) + ((long)sequence * sizeof(Entry)));
        }
    }

    /// <summary>Writes an arrival down. An event that was never sent, or belongs to another run, is a stranger.</summary>
    public void Arrive(EventMark mark, long now)
    {
        if (mark.Run != Sum.Run || mark.Sequence >= Sum.Capacity || Volatile.Read(ref this[mark.Sequence].Intended) == 0)
        {
            Interlocked.Increment(ref Sum.Strangers);
            return;
        }

        ref var entry = ref this[mark.Sequence];
        if (Interlocked.Increment(ref entry.Arrivals) == 1)
        {
            Volatile.Write(ref entry.Arrived, now);
            Interlocked.Increment(ref Sum.Arrived);
        }
        else
        {
            Interlocked.Increment(ref Sum.Duplicates);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Totals
    {
        public uint Run;
        public int Capacity;
        public long Sent;
        public long Arrived;
        public long Duplicates;
        public long Strangers;
        public long SignaturesRight;
        public long SignaturesWrong;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Entry
    {
        public long Intended;
        public long Answered;
        public long Arrived;
        public int Status;
        public int Arrivals;
    }
}
