using System.IO.Compression;
using System.Text;

namespace Posthorn.Testing.Endpoints;

/// <summary>Scripts of endpoints that attack the sender by their answer.</summary>
public static class HostileAnswers
{
    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)'x', 16 * 1024)];

    /// <summary>A body without end, of no announced length.</summary>
    public static Func<RawConnection, Task> EndlessBody => ForEver("HTTP/1.1 200 OK\r\n\r\n", Filler);

    /// <summary>Chunks without end.</summary>
    public static Func<RawConnection, Task> EndlessChunks
        => ForEver("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", [.. "4000\r\n"u8, .. Filler, .. "\r\n"u8]);

    /// <summary>Headers without end.</summary>
    public static Func<RawConnection, Task> EndlessHeaders => ForEver("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetBytes($"X-Flood: {new string('x', 100)}\r\n"));

    /// <summary>One header without end.</summary>
    public static Func<RawConnection, Task> EndlessHeader => ForEver("HTTP/1.1 200 OK\r\nX-Flood: ", Filler);

    /// <summary>Interim answers without end.</summary>
    public static Func<RawConnection, Task> EndlessInterimAnswers => ForEver("", "HTTP/1.1 103 Early Hints\r\n\r\n"u8.ToArray());

    /// <summary>A small answer that becomes a large one for whoever unpacks it.</summary>
    /// <param name="unpackedBytes">How large.</param>
    /// <returns>The script.</returns>
    public static Func<RawConnection, Task> GzipBomb(int unpackedBytes) => async connection =>
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[unpackedBytes], connection.Stop);
        }

        await connection.ReadRequestAsync();
        await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
        await connection.WriteAsync(packed.ToArray());
        await connection.WaitForCloseAsync();
    };

    // Until the client hangs up, which ends the script by an exception.
    private static Func<RawConnection, Task> ForEver(string start, byte[] repeated) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(start);
        while (true)
        {
            await connection.WriteAsync(repeated);
        }
    };
}
