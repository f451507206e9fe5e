import {
  CancelImportTaskCommand,
  CreateTagsCommand,
  DescribeAvailabilityZonesCommand,
  DescribeImagesCommand,
  DescribeImportImageTasksCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DisableEbsEncryptionByDefaultCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
  ImportImageCommand,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type { ClientSettings } from './operations.ts';

/** The operations in use, by API name. */
export const commands = {
  CancelImportTask: CancelImportTaskCommand,
  CreateTags: CreateTagsCommand,
  DescribeAvailabilityZones: DescribeAvailabilityZonesCommand,
  DescribeImages: DescribeImagesCommand,
  DescribeImportImageTasks: DescribeImportImageTasksCommand,
  DescribeRouteTables: DescribeRouteTablesCommand,
  DescribeSubnets: DescribeSubnetsCommand,
  DescribeTransitGatewayRouteTables: DescribeTransitGatewayRouteTablesCommand,
  DescribeVpcPeeringConnections: DescribeVpcPeeringConnectionsCommand,
  DescribeVpcs: DescribeVpcsCommand,
  DescribeVpnConnections: DescribeVpnConnectionsCommand,
  DisableEbsEncryptionByDefault: DisableEbsEncryptionByDefaultCommand,
  EnableEbsEncryptionByDefault: EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand,
  ImportImage: ImportImageCommand,
  SearchTransitGatewayRoutes: SearchTransitGatewayRoutesCommand,
};

export function client(settings: ClientSettings): EC2Client {
  return new EC2Client(settings.config);
}
