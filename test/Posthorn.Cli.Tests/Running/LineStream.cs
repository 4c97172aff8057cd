using System.Text;

namespace Posthorn.Cli.Tests.Running;

/// <summary>A log that is read line by line as it is written.</summary>
internal sealed class LineStream(LineWriter lines) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var line in Encoding.UTF8.GetString(buffer).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.WriteLine(line);
        }
    }
}
