using Microsoft.Win32.SafeHandles;

namespace Posthorn.Proof.Killing.Journals;

/// <summary>A file of lines, each with the system before <see cref="Append"/> returns: whoever is killed afterwards takes nothing along.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Journal : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private long _length;

    public Journal(string path)
    {
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _length = RandomAccess.GetLength(_file);
    }

    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            RandomAccess.Write(_file, lines, _length);
            _length += lines.Length;
        }
    }

    public void Dispose() => _file.Dispose();
}
