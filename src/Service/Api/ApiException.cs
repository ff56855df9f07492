namespace Sutler.Service.Api;

/// <summary>A request that is refused: carries status, code and message from where input is read to where the answer is written.</summary>
internal sealed class ApiException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static ApiException BadRequest(string message) => new(400, "badRequest", message);

    public static ApiException NotFound(string message) => new(404, "Request_ResourceNotFound", message);

    public static ApiException Conflict(string message) => new(409, "conflict", message);
}
